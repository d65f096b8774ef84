#include "sandbox/pages.h"

#include "api/money.h"
#include "api/rules.h"

namespace kabinet::sandbox {

namespace {

constexpr int kMoscowMinutes = 180;

std::string layout(std::string_view title, const std::string& main) {
  return "<!doctype html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + api::escape_html(title) +
         " — Учебный банк</title>\n<link rel=\"icon\" href=\"/payment/icon.svg\" type=\"image/svg+xml\">\n"
         "<link rel=\"stylesheet\" href=\"/payment/bank.css\">\n<script src=\"/payment/bank.js\" defer></script>\n</head>\n<body>\n"
         "<header><div class=\"inner\"><strong>Учебный банк</strong><span>Деньги не списываются</span></div></header>\n<main>\n" +
         main + "</main>\n</body>\n</html>\n";
}

std::string summary(const Order& order) {
  std::string out = "<dl class=\"order\">\n<div class=\"sum\"><dt>Сумма</dt><dd>" + api::escape_html(api::format_rubles(order.amount)) + "</dd></div>\n";
  if (!order.description.empty()) out += "<div><dt>Назначение</dt><dd>" + api::escape_html(order.description) + "</dd></div>\n";
  out += "<div><dt>Номер заказа</dt><dd class=\"number\">" + api::escape_html(order.number) + "</dd></div>\n";
  return out + "<div><dt>Оплатить до</dt><dd>" + api::escape_html(api::format_date_time(order.expires_at, kMoscowMinutes)) +
         " по московскому времени</dd></div>\n</dl>\n";
}

struct Field {
  const char* name;
  const char* label;
  const char* hint;          // under the field; nullptr = none
  const char* attributes;
};

constexpr Field kNumber{"number", "Номер карты", nullptr, "inputmode=\"numeric\" autocomplete=\"cc-number\" maxlength=\"30\" required"};
constexpr Field kExpiry{"expiry", "Срок действия", "ММ/ГГ", "inputmode=\"numeric\" autocomplete=\"cc-exp\" maxlength=\"9\" required"};
constexpr Field kCvv{"cvv", "CVV2", "три цифры на обороте",
                     "class=\"secret\" inputmode=\"numeric\" autocomplete=\"cc-csc\" maxlength=\"3\" required"};
constexpr Field kHolder{"holder", "Владелец карты", "латиницей, как на карте; может остаться пустым",
                        "autocomplete=\"cc-name\" autocapitalize=\"characters\" maxlength=\"60\""};

std::string field(const Field& spec, const std::string& value, const FormErrors& errors, bool focus) {
  const std::string name = spec.name;
  const auto error = errors.find(name);
  const bool wrong = error != errors.end();
  std::string described;
  if (wrong) described = name + "-error";
  if (spec.hint) described += (described.empty() ? "" : " ") + name + "-hint";
  std::string out = "<div class=\"field\"><label for=\"" + name + "\">" + spec.label + "</label>\n<input id=\"" + name + "\" name=\"" + name +
                    "\" type=\"text\" " + spec.attributes + " value=\"" + api::escape_html(value) + '"';
  if (!described.empty()) out += " aria-describedby=\"" + described + '"';
  if (wrong) out += " aria-invalid=\"true\"";
  if (focus) out += " autofocus";
  out += ">\n";
  if (wrong) out += "<p class=\"error\" id=\"" + name + "-error\">" + api::escape_html(error->second) + "</p>\n";
  if (spec.hint) out += "<p class=\"hint\" id=\"" + name + "-hint\">" + spec.hint + "</p>\n";
  return out + "</div>\n";
}

std::string brands(const std::string& typed) {
  std::string digits;
  for (char c : typed)
    if (c >= '0' && c <= '9') digits += c;
  const Brand recognised = brand_of(digits);
  std::string out = "<ul class=\"brands\" id=\"brands\" aria-label=\"Принимаются карты\">";
  for (Brand brand : {Brand::Mir, Brand::Visa, Brand::Mastercard}) {
    const std::string name(brand_name(brand));
    out += "<li data-brand=\"" + name + '"' + (brand == recognised ? " class=\"on\"" : "") + '>' + name + "</li>";
  }
  out += "</ul>\n<p class=\"recognised\" id=\"recognised\" role=\"status\">";
  if (recognised != Brand::Unknown) out += "Платёжная система: " + std::string(brand_name(recognised));
  return out + "</p>\n";
}

std::string test_cards() {
  std::string out = "<section class=\"tests\" aria-labelledby=\"tests-title\">\n<h2 id=\"tests-title\">Проверочные карты</h2>\n"
                    "<p>Срок действия — любой будущий, CVV2 — любые три цифры. Код 3-D Secure: <b>" + std::string(kThreeDsCode) + "</b>.</p>\n"
                    "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Таблица проверочных карт\"><table>\n"
                    "<thead><tr><th scope=\"col\">Номер</th><th scope=\"col\">Карта</th><th scope=\"col\">Что произойдёт</th></tr></thead>\n<tbody>\n";
  for (const auto& card : kTestCards)
    out += "<tr><td class=\"number\">" + group_digits(card.number) + "</td><td>" + std::string(brand_name(brand_of(card.number))) + "</td><td>" +
           std::string(card.meaning) + "</td></tr>\n";
  return out + "</tbody></table></div>\n</section>\n";
}

// «Отменить» is a form of its own: it must not ask for a card number first.
std::string cancel_form(const Order& order, const char* action) {
  return std::string("<form method=\"post\" action=\"") + action + "\" class=\"cancel\"><input type=\"hidden\" name=\"mdOrder\" value=\"" +
         api::escape_html(order.id) + "\"><button type=\"submit\" class=\"quiet\">Отменить</button></form>\n";
}

std::string hidden_order(const Order& order) { return "<input type=\"hidden\" name=\"mdOrder\" value=\"" + api::escape_html(order.id) + "\">\n"; }

}  // namespace

std::string card_page(const Order& order, const CardForm& form, const FormErrors& errors) {
  std::string main = "<h1>Оплата банковской картой</h1>\n" + summary(order);
  if (!errors.empty()) {
    main += "<p class=\"alert\" role=\"alert\">Оплата не отправлена: ";
    main += errors.size() == 1 ? "исправьте отмеченное поле." : "исправьте отмеченные поля.";
    main += " CVV2 введите ещё раз.</p>\n";
  }
  const std::string first = errors.empty() ? "number" : errors.contains("number") ? "number" : errors.contains("expiry") ? "expiry"
                            : errors.contains("cvv") ? "cvv" : "holder";
  main += "<form method=\"post\" action=\"/payment/card\" class=\"card\" novalidate>\n" + hidden_order(order) +
          field(kNumber, form.number, errors, first == "number") + brands(form.number) + "<div class=\"pair\">\n" +
          field(kExpiry, form.expiry, errors, first == "expiry") + field(kCvv, "", errors, first == "cvv") + "</div>\n" +
          field(kHolder, form.holder, errors, first == "holder") + "<button type=\"submit\">Оплатить</button>\n</form>\n" +
          cancel_form(order, "/payment/cancel") + test_cards();
  return layout("Оплата банковской картой", main);
}

std::string three_ds_page(const Order& order, std::string_view error) {
  const bool mir = order.masked_pan.starts_with("220");
  FormErrors errors;
  if (!error.empty()) errors["code"] = error;
  static constexpr Field kCode{"code", "Код подтверждения", "учебный код: 12345678",
                               "inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"16\" required"};
  std::string main = std::string("<h1>Подтверждение оплаты</h1>\n<p class=\"lead\">") +
                     (mir ? "MirAccept" : "3-D Secure") + ": банк, выпустивший карту " + api::escape_html(order.masked_pan) + ", отправил код.</p>\n" + summary(order);
  if (!error.empty()) main += "<p class=\"alert\" role=\"alert\">" + api::escape_html(error) + "</p>\n";
  main += "<form method=\"post\" action=\"/payment/acs\" class=\"card\" novalidate>\n" + hidden_order(order) +
          field(kCode, "", errors, true) + "<button type=\"submit\">Подтвердить</button>\n</form>\n" + cancel_form(order, "/payment/acs-cancel");
  return layout("Подтверждение оплаты", main);
}

std::string notice_page(std::string_view title, std::string_view text, std::string_view href) {
  std::string main = "<h1>" + api::escape_html(title) + "</h1>\n<p class=\"lead\">" + api::escape_html(text) + "</p>\n";
  if (!href.empty()) main += "<p><a class=\"button\" href=\"" + api::escape_html(href) + "\">Вернуться в магазин</a></p>\n";
  return layout(title, main);
}

}  // namespace kabinet::sandbox
