#include "server/print/terms.h"

#include <array>

#include <fmt/format.h>

namespace kabinet::server::print {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
                                                   "октябрь", "ноябрь", "декабрь"};
constexpr std::array<std::string_view, 12> kOfMonths{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
                                                     "октября", "ноября", "декабря"};

}  // namespace

std::string_view service_name(api::Service service) {
  switch (service) {
    case api::Service::ColdWater: return "Холодное водоснабжение";
    case api::Service::HotWater: return "Горячее водоснабжение";
    case api::Service::Wastewater: return "Водоотведение";
    case api::Service::Heat: return "Тепловая энергия";
    case api::Service::Electricity: return "Электрическая энергия";
  }
  return {};
}

std::string_view unit_code(api::Service service) {
  switch (service) {
    case api::Service::Heat: return "233";
    case api::Service::Electricity: return "245";
    case api::Service::ColdWater:
    case api::Service::HotWater:
    case api::Service::Wastewater: break;
  }
  return "113";
}

std::string_view zone_name(api::Zone zone) {
  switch (zone) {
    case api::Zone::Single: return "";
    case api::Zone::Day: return "день";
    case api::Zone::Night: return "ночь";
    case api::Zone::Peak: return "пик";
    case api::Zone::HalfPeak: return "полупик";
  }
  return {};
}

std::string_view basis_name(api::ChargeBasis basis) {
  switch (basis) {
    case api::ChargeBasis::Meter: return "по прибору учёта";
    case api::ChargeBasis::Average: return "по среднему";
    case api::ChargeBasis::Norm: return "по нормативу";
  }
  return {};
}

std::string long_date(const api::Date& date) {
  return fmt::format("{} {} {} г.", date.day, kOfMonths[static_cast<std::size_t>(date.month - 1)], date.year);
}

std::string month_name(api::Period period) { return fmt::format("{} {} г.", kMonths[static_cast<std::size_t>(period.month - 1)], period.year); }

std::string short_month(api::Period period) { return fmt::format("{:02}.{}", period.month, period.year); }

std::string entry_name(const api::ReconciliationEntry& entry) {
  const auto month = [&] {
    const auto period = api::parse_period(entry.number);
    return period ? month_name(*period) : entry.number;
  };
  switch (entry.kind) {
    case api::EntryKind::Invoice: return fmt::format("Реализация (СФ № {} от {})", entry.number, api::format_date(entry.date));
    case api::EntryKind::Payment: return fmt::format("Оплата (№ {} от {})", entry.number, api::format_date(entry.date));
    case api::EntryKind::Refund: return fmt::format("Возврат оплаты (№ {})", entry.number);
    case api::EntryKind::Correction: return fmt::format("Корректировка (№ {})", entry.number);
    case api::EntryKind::Charge: return fmt::format("Начислено за {}", month());
    case api::EntryKind::Penalty: return fmt::format("Пени за {}", month());
  }
  return {};
}

std::string basis_of(api::AccountKind kind, const std::string& number, const std::optional<api::Date>& signed_on) {
  if (kind == api::AccountKind::Household) return fmt::format("лицевому счёту № {}", number);
  return signed_on ? fmt::format("договору № {} от {}", number, api::format_date(*signed_on)) : fmt::format("договору № {}", number);
}

}  // namespace kabinet::server::print
