// Passwords that the office hands out on paper: random, easy to read and to type. Must not know storage.
#pragma once

#include <string>

namespace kabinet::server {

// "k7dmq-x3v9t-ha2pw": three groups of five out of 31 signs that nobody takes for each other (no l, 1, i, 0, o), 74 bits.
std::string issued_password();

}  // namespace kabinet::server
