#include "sandbox/site.h"

#include <algorithm>

#include "sandbox/pages.h"
#include "sandbox/rest.h"

namespace kabinet::sandbox {

namespace {

constexpr int kMoscowMinutes = 180;

api::HttpResponse answer(int status, std::string_view type, std::string_view body) {
  api::HttpResponse response;
  response.status = status;
  response.body = body;
  response.headers = {{"content-type", std::string(type)}, {"x-content-type-options", "nosniff"}, {"cache-control", "no-store"}};
  return response;
}

std::string origin_of(std::string_view url) {
  const auto host = url.find("://") + 3;
  return std::string(url.substr(0, url.find_first_of("/?#", host)));
}

// Chromium applies form-action to where a form's answer redirects, so the shop's origin is named too.
api::HttpResponse page(int status, const std::string& html, const Order* order = nullptr) {
  auto response = answer(status, "text/html; charset=utf-8", html);
  std::string targets = "'self'";
  if (order) targets += ' ' + origin_of(order->return_url) + ' ' + origin_of(order->fail_url);
  response.headers.emplace_back("content-security-policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; "
                                                           "frame-ancestors 'none'; form-action " + targets);
  response.headers.emplace_back("referrer-policy", "no-referrer");
  return response;
}

api::HttpResponse redirect(std::string location) {
  auto response = answer(303, "text/plain; charset=utf-8", "");
  response.headers.emplace_back("location", std::move(location));
  return response;
}

// As the real one does: keeps a query that is there and appends its own.
std::string back_to_shop(const std::string& url, const Order& order) {
  const auto hash = url.find('#');
  std::string out = url.substr(0, hash);
  out += out.find('?') == std::string::npos ? '?' : '&';
  out += "orderId=" + order.id + "&lang=ru";
  return hash == std::string::npos ? out : out + url.substr(hash);
}

api::HttpResponse not_found() { return page(404, notice_page("Заказ не найден", "Ссылка на оплату неверна или устарела.", "")); }

}  // namespace

api::HttpResponse Site::handle(const api::HttpRequest& request) {
  const std::string_view path = api::path_of(request.target);
  const bool reads = request.method == api::Method::Get || request.method == api::Method::Head;
  const bool posts = request.method == api::Method::Post;
  constexpr std::string_view kRest = "/payment/rest/";
  if (path.starts_with(kRest)) return rest(path.substr(kRest.size()), request);
  if (path == "/healthz") return answer(200, "text/plain; charset=utf-8", "ok\n");
  if (path == "/payment/bank.css" && reads) return answer(200, "text/css; charset=utf-8", style_sheet());
  if (path == "/payment/bank.js" && reads) return answer(200, "text/javascript; charset=utf-8", script());
  if (path == "/payment/icon.svg" && reads) return answer(200, "image/svg+xml", icon());
  if (path == "/payment/card") return card(request);
  if (path == "/payment/acs") return acs(request);
  if (path == "/payment/cancel" && posts) {
    const auto order = bank_.find_by_id(form_value(request.body, "mdOrder"));
    return order ? redirect(back_to_shop(order->fail_url, *order)) : not_found();
  }
  if (path == "/payment/acs-cancel" && posts) {
    const auto order = bank_.give_up_three_ds(form_value(request.body, "mdOrder"));
    return order ? show(*order) : not_found();
  }
  if (path == "/" && reads)
    return page(200, notice_page("Учебный банк", "Здесь проверяют оплату. Деньги не списываются, настоящие карты не принимаются.", ""));
  return page(404, notice_page("Страница не найдена", "Такой страницы у учебного банка нет.", ""));
}

api::HttpResponse Site::rest(std::string_view method, const api::HttpRequest& request) {
  const std::string query = request.method == api::Method::Post ? request.body : std::string(api::query_of(request.target));
  if (form_value(query, "userName") != config_.user_name || form_value(query, "password") != config_.password)
    return answer(200, "application/json", error_json({"5", "Доступ запрещён"}));
  if (method == "register.do") return answer(200, "application/json", register_json(bank_, query, config_.public_url));
  if (method == "getOrderStatusExtended.do") return answer(200, "application/json", status_json(bank_, query));
  return answer(404, "text/html; charset=utf-8", "<h1>404</h1>");
}

api::HttpResponse Site::card(const api::HttpRequest& request) {
  if (request.method != api::Method::Post) {
    const auto order = bank_.find_by_id(form_value(api::query_of(request.target), "mdOrder"));
    return order ? show(*order) : not_found();
  }
  const auto order = bank_.find_by_id(form_value(request.body, "mdOrder"));
  if (!order) return not_found();
  if (order->state != OrderState::Registered) return show(*order);  // the second of two clicks
  CardForm form{form_value(request.body, "number"), form_value(request.body, "expiry"), form_value(request.body, "cvv"),
                form_value(request.body, "holder")};
  FormErrors errors;
  const auto checked = check_card(form, api::date_of(clock_.now(), kMoscowMinutes), errors);
  if (!checked) return page(422, card_page(*order, form, errors), &*order);
  const auto paid = bank_.pay(order->id, *checked);
  return paid ? show(*paid) : not_found();
}

api::HttpResponse Site::acs(const api::HttpRequest& request) {
  if (request.method != api::Method::Post) {
    const auto order = bank_.find_by_id(form_value(api::query_of(request.target), "mdOrder"));
    return order ? show(*order) : not_found();
  }
  const auto order = bank_.confirm(form_value(request.body, "mdOrder"), form_value(request.body, "code"));
  if (!order) return not_found();
  if (order->state != OrderState::ThreeDs) return show(*order);
  const bool last = order->wrong_codes == 2;
  return page(422, three_ds_page(*order, last ? "Код неверен. Осталась одна попытка." : "Код неверен. Попробуйте ещё раз."), &*order);
}

// Where an order stands decides what a browser sees, whichever address it came to.
api::HttpResponse Site::show(const Order& order) const {
  switch (order.state) {
    case OrderState::Registered: return page(200, card_page(order, {}, {}), &order);
    case OrderState::ThreeDs: return page(200, three_ds_page(order, ""), &order);
    case OrderState::Paid:
    case OrderState::Refunded: return redirect(back_to_shop(order.return_url, order));
    case OrderState::Declined: return redirect(back_to_shop(order.fail_url, order));
  }
  return not_found();
}

}  // namespace kabinet::sandbox
