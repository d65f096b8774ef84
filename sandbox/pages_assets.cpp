// The sandbox page's style, script and icon. The script only shows the brand while a number is typed and groups its digits when the
// field is left; the page works without it.
#include "sandbox/pages.h"

namespace kabinet::sandbox {

std::string_view style_sheet() {
  return R"css(*{box-sizing:border-box}
html{font:16px/1.5 system-ui,"Segoe UI",Roboto,"Liberation Sans",sans-serif;color:#13233a;background:#f3f6fa}
body{margin:0}
header{background:#143d34;color:#fff}
.inner{max-width:560px;margin:0 auto;padding:14px 20px;display:flex;flex-wrap:wrap;gap:4px 16px;justify-content:space-between;align-items:baseline}
header strong{font-size:18px}
header span{font-size:14px;color:#d3ebe3}
main{max-width:560px;margin:24px auto 48px;padding:0 20px}
h1{font-size:24px;line-height:1.3;margin:0 0 16px}
h2{font-size:18px;margin:0 0 8px}
.lead{margin:0 0 16px}
.order,form.card,.tests{background:#fff;border:1px solid #dde4ec;border-radius:12px;padding:20px;margin:0 0 16px}
.order div{display:flex;gap:4px 16px;justify-content:space-between;flex-wrap:wrap;padding:4px 0}
.order .sum{border-bottom:1px solid #dde4ec;padding-bottom:10px;margin-bottom:6px;align-items:baseline}
dt{color:#51637c}
dd{margin:0;overflow-wrap:anywhere}
.sum dd{font-size:28px;font-weight:600;font-variant-numeric:tabular-nums}
.number{font-variant-numeric:tabular-nums}
.field{margin:0 0 14px;min-width:0}
label{display:block;font-weight:500;margin:0 0 4px}
input[type=text]{width:100%;height:44px;padding:0 12px;font:inherit;color:inherit;background:#fff;border:1px solid #7d8da3;border-radius:8px;font-variant-numeric:tabular-nums}
input[aria-invalid]{border-color:#b3261e;box-shadow:inset 0 0 0 1px #b3261e}
.secret{-webkit-text-security:disc}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 16px}
.hint,.error{margin:4px 0 0;font-size:14px}
.hint{color:#51637c}
.error{color:#b3261e}
.alert{background:#fdecea;color:#8c1d18;border-radius:8px;padding:12px 16px;margin:0 0 16px}
.brands{list-style:none;display:flex;flex-wrap:wrap;gap:8px;margin:0;padding:0}
.brands li{padding:2px 10px;border:1px solid #7d8da3;border-radius:6px;font-size:14px;color:#51637c}
.brands .on{background:#143d34;border-color:#143d34;color:#fff}
.recognised{min-height:21px;margin:4px 0 12px;font-size:14px;color:#51637c}
button,.button{display:block;width:100%;min-height:44px;padding:10px 20px;font:inherit;font-weight:600;text-align:center;text-decoration:none;color:#fff;background:#1b6b57;border:1px solid #1b6b57;border-radius:8px;cursor:pointer}
button:hover,.button:hover{background:#15594a}
.quiet{color:#13233a;background:#fff;border-color:#7d8da3}
.quiet:hover{background:#eef2f7}
.cancel{margin:0 0 24px}
:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}
.tests p{margin:0 0 12px;font-size:14px;color:#51637c}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:14px}
th,td{text-align:left;padding:8px 12px 8px 0;border-top:1px solid #dde4ec;vertical-align:top}
th{font-weight:500;color:#51637c;border-top:0}
td.number{white-space:nowrap}
@media (max-width:480px){.tests :is(th,td):nth-child(2){display:none}main{padding:0 12px}.inner{padding:12px}.order,form.card,.tests{padding:16px}}
)css";
}

std::string_view script() {
  return R"js('use strict';
(() => {
  const number = document.getElementById('number');
  if (!number) return;
  const brandOf = (digits) => {
    const first = Number(digits.slice(0, 4));
    if (digits.length < 4) return '';
    if (first >= 2200 && first <= 2204) return 'Мир';
    if (first >= 4000 && first <= 4999) return 'Visa';
    if ((first >= 5100 && first <= 5599) || (first >= 2221 && first <= 2720)) return 'Mastercard';
    return '';
  };
  const digits = () => number.value.replace(/\D/g, '');
  const show = () => {
    const brand = brandOf(digits());
    for (const item of document.querySelectorAll('#brands li')) item.classList.toggle('on', item.dataset.brand === brand);
    const words = brand ? 'Платёжная система: ' + brand : '';
    const line = document.getElementById('recognised');
    if (line.textContent !== words) line.textContent = words;
  };
  number.addEventListener('input', show);
  number.addEventListener('blur', () => {
    if (/^[\d\s-]+$/.test(number.value)) number.value = digits().replace(/(.{4})(?=.)/g, '$1 ');
  });
  show();
})();
)js";
}

std::string_view icon() {
  return R"svg(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#143d34"/><rect x="5" y="7" width="14" height="10" rx="2" fill="none" stroke="#fff" stroke-width="1.6"/><path d="M5 11h14" stroke="#fff" stroke-width="1.6"/></svg>)svg";
}

}  // namespace kabinet::sandbox
