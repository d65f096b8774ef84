// Badges, notices, loading, failed and empty states.
#include "ui/widgets/feedback.h"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "ui/widgets/button.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

Color tone_ink(const Ui& ui, Tone tone) {
  const Theme& theme = ui.theme();
  switch (tone) {
    case Tone::Accent: return theme.accent;
    case Tone::Ok: return theme.ok;
    case Tone::Warn: return theme.warn;
    case Tone::Bad: return theme.bad;
    case Tone::Neutral: break;
  }
  return theme.ink2;
}

Color tone_soft(const Ui& ui, Tone tone) {
  const Theme& theme = ui.theme();
  switch (tone) {
    case Tone::Accent: return theme.accent_soft;
    case Tone::Ok: return theme.ok_soft;
    case Tone::Warn: return theme.warn_soft;
    case Tone::Bad: return theme.bad_soft;
    case Tone::Neutral: break;
  }
  return theme.neutral_soft;
}

float badge_width(const Ui& ui, std::string_view words, bool with_icon) {
  return ui.fonts().width(Type::CaptionStrong, words) + 20 + (with_icon ? 22 : 0);
}

void badge(Ui& ui, const std::string& id, Tone tone, std::string_view content, std::optional<Icon> symbol) {
  Area& area = ui.area();
  const Rect rect{area.x, area.y, std::min(area.w, badge_width(ui, content, symbol.has_value())), 28};
  Node node;
  node.id = id;
  node.name = content;
  node.rect = rect;
  ui.leaf(std::move(node));
  fill(ui, rect, tone_soft(ui, tone), 14);
  float x = rect.x + 10;
  if (symbol) {
    icon(ui, *symbol, x, rect.y + 6, 16, tone_ink(ui, tone));
    x += 22;
  }
  ui.fonts().draw(ui.list(), Type::CaptionStrong, x, rect.y + 5, tone_ink(ui, tone),
                  ui.fonts().shorten(Type::CaptionStrong, content, rect.x + rect.w - x - 8));
  area.y += rect.h;
}

bool notice(Ui& ui, const std::string& id, Tone tone, std::string_view content, std::string_view action) {
  const Area outer = ui.area();
  const float height = std::max(52.f, ui.remembered(id));
  const Rect box{outer.x, outer.y, outer.w, height};
  fill(ui, box, tone_soft(ui, tone), kRadius);
  const Icon symbol = tone == Tone::Ok ? Icon::circle_check : tone == Tone::Bad || tone == Tone::Warn ? Icon::triangle_alert : Icon::info;
  icon(ui, symbol, box.x + 16, box.y + 16, 20, tone_ink(ui, tone));

  bool pressed = false;
  Node node;
  node.id = id;
  node.role = Role::Group;
  node.rect = box;
  ui.node(std::move(node), [&] {
    float bottom = ui.inside({box.x + 48, box.y + 14, box.w - 64}, [&] {
      TextStyle style{Type::Body, ui.theme().ink};
      style.role = tone == Tone::Bad ? Role::Alert : Role::Status;
      text(ui, id + ".text", content, style);
      if (!action.empty()) {
        ui.gap(10);
        ButtonStyle look;
        look.width = button_width(ui, action, look);
        pressed = button(ui, id + ".action", action, look);
      }
    });
    ui.remember(id, bottom + 14 - box.y);
  });
  ui.area().y = outer.y + height;
  return pressed;
}

void spinner(Ui& ui, float cx, float cy, float radius, Color color) {
  const float turn = float(std::fmod(double(ui.frame().now.ms), 900.0) / 900.0) * 6.2831853f;
  ui.list().PathArcTo({cx, cy}, radius, turn, turn + 4.4f, 24);
  ui.list().PathStroke(IM_COL32(color.r, color.g, color.b, color.a), 0, 2.5f);
  ui.animate();
}

void loading(Ui& ui, const std::string& id, double since_ms) {
  if (!busy(ui, true, since_ms)) return ui.gap(96);
  const Area outer = ui.area();
  spinner(ui, outer.x + outer.w / 2, outer.y + 36, 14, ui.theme().accent);
  ui.area().y += 60;
  TextStyle style{Type::Small, ui.theme().ink2, Align::Center};
  style.role = Role::Status;
  text(ui, id, ui.tr(Text::app_loading), style);
  ui.gap(16);
}

std::string error_words(const Ui& ui, const api::Error& error) {
  switch (error.code) {
    case api::ErrorCode::Offline: return std::string(ui.tr(Text::error_offline));
    case api::ErrorCode::Timeout: return std::string(ui.tr(Text::error_timeout));
    case api::ErrorCode::Unauthenticated: return std::string(ui.tr(Text::error_session));
    case api::ErrorCode::NotFound: return std::string(ui.tr(Text::error_not_found));
    case api::ErrorCode::Conflict: return std::string(ui.tr(Text::error_conflict));
    case api::ErrorCode::EditExpired: return std::string(ui.tr(Text::error_edit_expired));
    case api::ErrorCode::WindowClosed: return std::string(ui.tr(Text::error_window_closed));
    case api::ErrorCode::GatewayUnavailable: return std::string(ui.tr(Text::error_gateway));
    case api::ErrorCode::Unavailable: return std::string(ui.tr(Text::error_unavailable));
    case api::ErrorCode::Invalid: return std::string(ui.tr(Text::error_invalid));
    case api::ErrorCode::BadCredentials: return std::string(ui.tr(Text::error_credentials));
    case api::ErrorCode::TooManyRequests: {
      const int minutes = std::max(1, (error.retry_after_s + 59) / 60);
      return ui.count(minutes, Text::error_wait_one, Text::error_wait_few, Text::error_wait_many);
    }
    case api::ErrorCode::NotActivated: return std::string(ui.tr(Text::error_not_activated));
    case api::ErrorCode::PasswordChangeRequired: return std::string(ui.tr(Text::error_password_change));
    case api::ErrorCode::LinkExpired: return std::string(ui.tr(Text::error_link_expired));
    case api::ErrorCode::LinkUsed: return std::string(ui.tr(Text::error_link_used));
    default: return std::string(ui.tr(Text::error_internal));
  }
}

bool failed(Ui& ui, const std::string& id, const api::Error& error) {
  return notice(ui, id, Tone::Bad, error_words(ui, error), ui.tr(Text::error_retry));
}

void empty(Ui& ui, const std::string& id, Icon symbol, std::string_view title, std::string_view hint) {
  const Area outer = ui.area();
  ui.gap(24);
  icon(ui, symbol, outer.x + outer.w / 2 - 14, ui.area().y, 28, ui.theme().ink3);
  ui.gap(40);
  text(ui, id, title, {Type::BodyStrong, ui.theme().ink, Align::Center});
  if (!hint.empty()) {
    ui.gap(4);
    text(ui, id + ".hint", hint, {Type::Small, ui.theme().ink2, Align::Center});
  }
  ui.gap(24);
}

}  // namespace kabinet::ui
