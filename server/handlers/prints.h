// PrintReconciliation, PrintInvoice, PrintBill: documents for people, on the pool of their own.
#pragma once

namespace kabinet::server {

class Router;
void add_prints(Router& router);

}  // namespace kabinet::server
