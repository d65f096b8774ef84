// A new password and its repetition, for registration, recovery and «Изменение пароля»: two native inputs of which the program knows the
// lengths alone. Part of screens, not one. Must not know what the password is for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http.h"
#include "api/result.h"
#include "ui/screens/form.h"

namespace kabinet::ui {

struct NewPasswordDraft {
  bool revealed = false, repeat_revealed = false;
};

// Fields "password" and "password_repeat" of a form with this id, as far as lengths tell.
std::vector<api::FieldError> check_lengths(const Ui& ui, const std::string& form);
// Where the two inputs are, for the request.
std::vector<api::SecretField> secrets_of(const std::string& form);

struct SecretRevealed { std::string node_id; bool revealed; };

// Side by side where there is room. Answers an input whose characters were shown or hidden.
std::optional<SecretRevealed> draw_new_password(Form& form, NewPasswordDraft& draft, std::string_view label, std::string_view repeat_label);

}  // namespace kabinet::ui
