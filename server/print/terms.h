// The words and codes of Russian accounting documents: services, units by ОКЕИ, dates in full, names of forms. Documents are in Russian
// whatever the language of the screens. Must not know layouts.
#pragma once

#include <string>
#include <string_view>

#include "api/settlement.h"

namespace kabinet::server::print {

std::string_view service_name(api::Service service);        // «Холодное водоснабжение»
std::string_view unit_code(api::Service service);           // ОКЕИ: 113 м³, 233 Гкал, 245 кВт·ч
std::string_view zone_name(api::Zone zone);                 // «день», «ночь»
std::string_view basis_name(api::ChargeBasis basis);        // «по прибору учёта»
std::string long_date(const api::Date& date);               // «22 июля 2026 г.»
std::string month_name(api::Period period);                 // «июль 2026 г.»
std::string short_month(api::Period period);                // "07.2026"
// «Реализация (СФ № В-110-4871 от 31.10.2026)»
std::string entry_name(const api::ReconciliationEntry& entry);
// «договору № 12/04871 от 11.02.2019» / «лицевому счёту № 0012345678»
std::string basis_of(api::AccountKind kind, const std::string& number, const std::optional<api::Date>& signed_on);

}  // namespace kabinet::server::print
