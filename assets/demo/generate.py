#!/usr/bin/env python3
"""Writes the invented data sets krymenergo/ and kraskom/ beside this file. Run it after changing a scenario; the CSV files are committed.

Everything is relative to the month for which readings are taken on the day of the import ("window"): k = 1 is the month before it.
Money is integer kopecks, prices are kopecks per unit, volumes thousandths. A charge is the sum of volume x tariff lines as
api/charge_preview.cpp reckons them; a balance is all charges minus all posted payments. Must not know: the database.
"""
import csv
import pathlib
import random

HERE = pathlib.Path(__file__).resolve().parent
MONTHS = 26                      # of history: 24 and the year before the oldest chart month
PASSWORD = "Kabinet-demo-2026"
REGIONS = {"Симферополь": "simferopol", "Ялта": "yalta", "Евпатория": "evpatoria", "Бахчисарайский": "bakhchisaray"}
VAT_CHANGE = 10                  # k <= 10: 22 %, earlier 20 % (January 2026 seen from November)


def month(k):
    return "{window-%d}" % k if k > 0 else "{window}"


def day(k, d):
    return "{window-%d:%s}" % (k, d) if k > 0 else "{window:%s}" % d


def rub(kopecks):
    sign = "-" if kopecks < 0 else ""
    return "%s%d,%02d" % (sign, abs(kopecks) // 100, abs(kopecks) % 100)


def volume(milli):
    text = "%d,%03d" % (milli // 1000, milli % 1000)
    return text.rstrip("0").rstrip(",")


def charge(milli, price):
    return (milli * price + 500) // 1000      # half up to the kopeck


def season(k):
    """1.0 in summer, 1.8 in the middle of winter; k = 1 is October."""
    calendar = (11 - k - 1) % 12 + 1
    return {12: 1.7, 1: 1.8, 2: 1.7, 3: 1.4, 4: 1.2, 5: 1.0, 6: 1.0, 7: 1.05, 8: 1.1, 9: 1.1, 10: 1.3, 11: 1.5}[calendar]


class Utility:
    FILES = {
        "accounts": "number;owner;address;services;tariff_category;balance_due;balance_penalty;balance_as_of;unified_number;residents;area;region",
        "contracts": "number;title;owner;inn;kpp;signed_on;address;services;tariff_category;balance_due;balance_penalty;balance_as_of;"
                     "ogrn;phone;email;bank_account;bank_name;bank_bic;bank_correspondent;region",
        "contacts": "account;position;role;name;phone;email",
        "objects": "account;code;name;address",
        "meters": "account;object;serial;model;service;multiplier;installed_on;verified_until;closed_on;current_ratio;voltage_ratio",
        "registers": "account;meter;number;zone;digits;decimals;hard_limit",
        "tariffs": "service;category;zone;range_from;valid_from;price",
        "charges": "account;period;service;line;zone;basis;volume;price;accrued;recalculation;penalty;vat_percent;vat;total;due_on;document",
        "invoices": "account;number;kind;issued_on;period;vat_percent;vat;total;payment_document;shipment_document;advance_invoices",
        "payments": "id;account;paid_at;amount;refunded;method;state;failure;posted_on;masked_pan;comment;document;refunded_on",
        "readings": "id;account;meter;period;taken_on;source;status;reason;t1;t2;t3",
        "subscribers": "kind;login;display_name;email;inn;password;accounts",
    }

    def __init__(self, name):
        self.name = name
        self.rows = {file: [] for file in self.FILES}
        self.tariffs = []                     # (service, category, zone, range_from milli, k from which it counts, price)

    def add(self, file, *cells):
        assert len(cells) == self.FILES[file].count(";") + 1, (file, cells)
        self.rows[file].append([str(cell) for cell in cells])

    def tariff(self, service, category, zone, steps):
        """steps: {k from which it counts: [(range_from, price in kopecks), ...]}"""
        for k, ranges in steps.items():
            for start, price in ranges:
                self.tariffs.append((service, category, zone, start * 1000, k, price))
                self.add("tariffs", service, category, zone, start or "", day(k, 1), rub(price))

    def steps(self, service, category, zone, k):
        for wanted in (zone, "any"):
            mine = [t for t in self.tariffs if t[0] == service and t[1] == category and t[2] == wanted and t[4] >= k]
            if mine:
                newest = min(t[4] for t in mine)
                return sorted((t[3], t[5]) for t in mine if t[4] == newest)
        raise KeyError((service, category, zone, k))

    def lines(self, service, category, uses, k):
        """uses: [(zone, milli)] -> [(zone, milli, price, kopecks)], ranges shared among the zones in whole units."""
        whole = all(milli % 1000 == 0 for _, milli in uses)
        unit = 1000 if whole else 1
        left = [milli // unit for _, milli in uses]
        steps = [self.steps(service, category, zone, k) for zone, _ in uses]
        bounds = sorted({0} | {start for zone_steps in steps for start, _ in zone_steps})
        found = [dict() for _ in uses]
        for i, bound in enumerate(bounds):
            rest = sum(left)
            if rest == 0:
                break
            band = rest if i + 1 == len(bounds) else min(rest, (bounds[i + 1] - bound) // unit)
            parts = [band * part // rest for part in left]
            order = sorted(range(len(left)), key=lambda z: -(band * left[z] % rest))
            for z in order[:band - sum(parts)]:
                parts[z] += 1
            for z, part in enumerate(parts):
                left[z] -= part
                price = max((start, price) for start, price in steps[z] if start <= bound)[1]
                if part:
                    found[z][price] = found[z].get(price, 0) + part * unit
        return [(uses[z][0], milli, price, charge(milli, price)) for z, one in enumerate(found) for price, milli in one.items()]

    def write(self):
        folder = HERE / self.name
        folder.mkdir(exist_ok=True)
        for file, header in self.FILES.items():
            with open(folder / (file + ".csv"), "w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out, delimiter=";", lineterminator="\n")
                writer.writerow(header.split(";"))
                writer.writerows(self.rows[file])


class Meter:
    """Values are whole units unless decimals are given (then thousandths)."""

    def __init__(self, account, serial, model, service, zones, last, uses, obj="", digits=5, decimals=0, multiplier=1,
                 verified="{window+53:14}", installed=None, closed="", hard_limit="", ratios=("", "")):
        self.account, self.serial, self.service, self.zones = account, serial, service, zones
        self.digits, self.decimals, self.multiplier = digits, decimals, multiplier
        self.last, self.uses = last, uses     # values at k = 1 (or at the last reading); uses[k] = [per zone]
        utility = account.utility
        utility.add("meters", account.number, obj, serial, model, service, multiplier, installed or day(MONTHS + 20, 12), verified, closed,
                    *ratios)
        for number, zone in enumerate(zones, 1):
            utility.add("registers", account.number, serial, number, zone, digits, decimals or "", hard_limit)

    def shown(self, value):
        scale = 10 ** self.decimals
        value %= 10 ** self.digits * scale
        text = str(value // scale).zfill(self.digits)
        return text + "," + str(value % scale).zfill(self.decimals) if self.decimals else text

    def reading(self, key, k, taken_on, values, source="cabinet", status="accepted", reason=""):
        cells = [self.shown(v) for v in values] + [""] * (3 - len(values))
        self.account.utility.add("readings", "%s-%s" % (self.serial, key), self.account.number, self.serial, month(k), taken_on, source,
                                 status, reason, *cells)

    def history(self, newest=1, oldest=MONTHS, special=None, skip=()):
        """Readings of the months oldest..newest that end in self.last; special: {k: (day, source, status)}."""
        special = special or {}
        value = list(self.last)
        rows = []
        for k in range(newest, oldest + 1):
            if k not in skip:
                d, source, status = special.get(k, (20 + (k * 7 + len(self.serial)) % 5, ["cabinet", "kiosk", "cabinet", "import"][k % 4], "accepted"))
                rows.append((k, d, source, status, list(value)))
            value = [v - u for v, u in zip(value, self.uses.get(k, [0] * len(value)))]
        for k, d, source, status, values in reversed(rows):
            self.reading(k, k, day(k, d), values, source, status)

    def milli(self, k):
        return [use * 1000 // 10 ** self.decimals * self.multiplier for use in self.uses.get(k, [0] * len(self.zones))]


class Account:
    def __init__(self, utility, number, owner, address, services, category):
        self.utility, self.number, self.owner, self.address = utility, number, owner, address
        self.services, self.category = services, category
        self.title = self.inn = self.kpp = self.signed = ""
        self.bills, self.paid, self.penalty = {}, 0, 0
        self.payment_count = 0
        self.requisites = [""] * 7
        self.unified, self.residents, self.area = "", "", ""
        self.region = ""
        self.invoices = {}                    # of supply: k -> [number, VAT percent, VAT, total]
        self.offsets = {}                     # k -> [(invoice of an advance, payment order)]

    def contract(self, title, inn, kpp, signed, ogrn, phone, email, bank):
        self.title, self.inn, self.kpp, self.signed = title, inn, kpp, signed
        self.requisites = [ogrn, phone, email, *bank]
        return self

    def home(self, unified, residents, area):
        """ЕЛС, who lives there, square metres in tenths."""
        self.unified, self.residents, self.area = unified, residents, "%d,%d" % divmod(area, 10)
        return self

    def within(self, region):
        self.region = region
        return self

    def contacts(self, *people):
        for position, person in enumerate(people, 1):
            self.utility.add("contacts", self.number, position, *person)

    def bill(self, service, k, uses, basis="meter", penalty=0, recalculation=0, document="", number=1):
        """One service of one month: a line for each price; penalty and recalculation go into the first."""
        vat_percent = 0 if not self.inn else (22 if k <= VAT_CHANGE else 20)
        due = day(k - 1, 15 if not self.inn else 10)
        lines = self.utility.lines(service, self.category, uses, k)
        if not lines and (penalty or recalculation):
            lines = [(uses[0][0], 0, self.utility.steps(service, self.category, uses[0][0], k)[0][1], 0)]
        for line, (zone, milli, price, sum_) in enumerate(lines, number):
            first = line == number
            vat = ((sum_ + (recalculation if first else 0)) * vat_percent + 50) // 100
            total = sum_ + vat + (penalty + recalculation if first else 0)
            self.utility.add("charges", self.number, month(k), service, line, zone, basis, volume(milli), rub(price), rub(sum_),
                             rub(recalculation) if first and recalculation else "", rub(penalty) if first and penalty else "",
                             vat_percent or "", rub(vat) if vat else "", rub(total), due, document)
            self.bills[k] = self.bills.get(k, 0) + total
            if document:
                invoice = self.invoices.setdefault(k, [document, vat_percent, 0, 0])
                invoice[2] += vat
                invoice[3] += total - (penalty if first else 0)
        self.penalty += penalty

    def pay(self, amount, paid_at, state="posted", method="card", refunded=0, failure="", posted_on="", pan="220038**0004", comment="",
            refunded_on=""):
        """The number of the payment order, where it is one."""
        if amount <= 0:
            return ""
        self.payment_count += 1
        document = str(207 + 11 * self.payment_count) if method == "bank_transfer" else ""
        self.utility.add("payments", "%s-%d" % (self.number.replace("/", "-"), self.payment_count), self.number, paid_at, rub(amount),
                         rub(refunded) if refunded else "", method, state, failure, posted_on, pan if method == "card" else "", comment, document,
                         refunded_on)
        if state in ("posted", "refunded"):
            self.paid += amount - refunded
        return document

    def pay_ahead(self, amount, k, d, clock, number, offset_by):
        """A payment before the service: an invoice for the advance, which the supply of month offset_by names in its line 5б."""
        order = "№ %s от %s" % (self.pay(amount, "%s %s" % (day(k, d), clock), method="bank_transfer", comment="Аванс", posted_on=day(k, d + 1)),
                                day(k, d))
        percent = 22 if k <= VAT_CHANGE else 20
        vat = (amount * percent * 2 + 100 + percent) // ((100 + percent) * 2)
        self.utility.add("invoices", self.number, number, "advance", day(k, d + 1), month(k), percent, rub(vat), rub(amount), order, "", "")
        self.offsets.setdefault(offset_by, []).append(("№ %s от %s" % (number, day(k, d + 1)), order))

    def pay_bills(self, first=2, last=MONTHS, method="card", comment="", skip=()):
        """Each bill in the month after it."""
        for k in range(last, first - 1, -1):
            if k in self.bills and k not in skip:
                d = 9 + (k * 5 + len(self.number)) % 6
                self.pay(self.bills[k], "%s %02d:%02d" % (day(k - 1, d), 8 + k % 12, (k * 17) % 60), method=method if k % 5 else "card",
                         posted_on=day(k - 1, d + 2), comment=comment)

    def due(self):
        return sum(self.bills.values()) - self.paid

    def close(self, due=None, penalty=0):
        assert due is None or due == self.due(), (self.number, rub(self.due()), due)
        services = ",".join(self.services)
        # On the last days of a month its charges are there already, dated its last day: the balance is of that day then.
        balance = [rub(self.due()), rub(penalty), "{today|window-1:end}"]
        if self.inn:
            self.utility.add("contracts", self.number, self.title, self.owner, self.inn, self.kpp, self.signed, self.address, services,
                             self.category, *balance, *self.requisites, self.region)
        else:
            self.utility.add("accounts", self.number, self.owner, self.address, services, self.category, *balance, self.unified,
                             self.residents, self.area, self.region)
        for k, (number, percent, vat, total) in sorted(self.invoices.items(), reverse=True):
            offsets = self.offsets.get(k, [])
            self.utility.add("invoices", self.number, number, "supply", day(k, "end"), month(k), percent, rub(vat), rub(total),
                             "; ".join(order for _, order in offsets), "Акт об оказании услуг № %s от %s" % (number, day(k, "end")),
                             "; ".join(invoice for invoice, _ in offsets))


def with_seed(seed, base, spread, months=MONTHS, seasonal=True):
    """{k: use} around base."""
    rng = random.Random(seed)
    return {k: max(1, round(base * (season(k) if seasonal else 1) * (1 + rng.uniform(-spread, spread)))) for k in range(1, months + 1)}


def single(uses):
    return {k: [use] for k, use in uses.items()}


def electricity():
    u = Utility("krymenergo")
    day_prices = {40: (452, 573, 773), 16: (490, 622, 838), 10: (520, 660, 890), 1: (557, 707, 953)}
    for category, bounds in (("city", (0, 150, 800)), ("city-stove", (0, 300, 800))):
        for zone, factor in (("single", 1.0), ("day", 1.0), ("night", 0.7)):
            u.tariff("electricity", category, zone,
                     {k: [(b, round(p * factor + 1e-6)) for b, p in zip(bounds, prices)] for k, prices in day_prices.items()})
    for zone, factor in (("peak", 1.5), ("night", 0.4), ("half_peak", 1.0)):
        u.tariff("electricity", "city-3", zone,
                 {k: [(b, round(p * factor + 1e-6)) for b, p in zip((0, 150, 800), prices)] for k, prices in day_prices.items()})
    u.tariff("electricity", "business", "any", {40: [(0, 792)], 10: [(0, 864)], 1: [(0, 912)]})

    def household(number, owner, address, category):
        key = int(number)
        region = next(region for town, region in REGIONS.items() if address.startswith(town))
        return Account(u, number, owner, address, ["electricity"], category).home("91ДА%06d" % (key % 1000000), 1 + key % 4, 312 + key % 517).within(region)

    # Мария: the flat of the pictures. Underpaid September by 49,61, a penalty of 12,08, October not paid yet.
    flat = household("420118734", "Соколова Мария Петровна", "Симферополь, ул. Киевская, 12, кв. 48", "city-stove")
    totals = [236, 221, 193, 171, 158, 164, 176, 187, 240, 198, 212, 213, 241, 226, 204, 176, 161, 170, 181, 199, 246, 207, 219, 221, 238, 224]
    t1 = [181, 165, 140, 122, 112, 116, 126, 135, 178, 144, 152, 152, 180, 166, 148, 126, 114, 121, 130, 143, 181, 150, 158, 160, 176, 163]
    uses = {k: [t1[k - 1], totals[k - 1] - t1[k - 1]] for k in range(1, MONTHS + 1)}
    meter = Meter(flat, "30518842", "Меркурий 200.02", "electricity", ["day", "night"], [8412, 3977], uses)
    meter.history(special={1: (23, "cabinet", "accepted"), 2: (24, "kiosk", "accepted"), 3: (22, "inspector", "control")})
    for k in range(MONTHS, 0, -1):
        flat.bill("electricity", k, list(zip(meter.zones, meter.milli(k))), penalty=1208 if k == 1 else 0)
    flat.pay_bills(first=3)
    flat.pay(30000, day(3, 18) + " 20:10", state="failed", failure="insufficient_funds")
    flat.pay(flat.bills[2] - 4961, day(1, 19) + " 09:31", posted_on=day(1, 21))
    flat.close(due=128436, penalty=1208)

    # The house: paid ahead, this month's reading is in; one payment refunded, one on its way.
    house = household("420225019", "Соколова Мария Петровна", "Ялта, ул. Садовая, 3", "city")
    uses = single(with_seed(2, 108, 0.08))
    uses[0] = [127]
    meter = Meter(house, "41170265", "Энергомера СЕ101", "electricity", ["single"], [5230 + uses[1][0]], uses)
    meter.history()
    meter.reading(0, 0, "{today-2d}", [meter.last[0] + 127])
    for k in range(MONTHS, 0, -1):
        house.bill("electricity", k, list(zip(meter.zones, meter.milli(k))))
    house.pay_bills(first=3)
    house.pay(50000, day(6, 12) + " 11:20", state="refunded", refunded=50000, comment="Ошибочный платёж",
              posted_on=day(6, 14), refunded_on=day(6, 19))
    house.pay(house.bills[2] + house.bills[1] + 35600, day(1, 20) + " 18:44", posted_on=day(1, 22))
    house.pay(35000, "{today-1d} 14:02", state="withdrawn", method="card")
    house.close(due=-35600)

    # Waiting to be added by somebody (guide E6): they belong to no profile. A sum that is no bill, ё in a surname, one of two letters.
    for number, owner, address, serial, last, seed, base, paid in (
            ("420330871", "Белова Ирина Олеговна", "Симферополь, ул. Гагарина, 5, кв. 11", "30777105", 15204, 3, 120, 0),
            ("420331982", "Ёлкина Дарья Сергеевна", "Ялта, ул. Горная, 18, кв. 3", "41170338", 6120, 13, 105, 70000),
            ("420332093", "Ли Виктор Андреевич", "Евпатория, ул. Морская, 7, кв. 22", "30612481", 9945, 14, 90, 65015),
            ("420333104", "Анненкова-Яр Софья Павловна", "Бахчисарайский р-н, с. Тополи, ул. Новая, 4", "19844207", 3310, 15, 140, 120000)):
        spare = household(number, owner, address, "city")
        meter = Meter(spare, serial, "Меркурий 201.8", "electricity", ["single"], [last], single(with_seed(seed, base, 0.1)))
        meter.history()
        for k in range(MONTHS, 0, -1):
            spare.bill("electricity", k, list(zip(meter.zones, meter.milli(k))))
        spare.pay_bills(first=3 if paid else 2)
        spare.pay(paid, day(1, 17) + " 12:26", method="cash", posted_on=day(1, 19))
        spare.close()

    # Олег: a debtor of four months with a penalty, three zones.
    debtor = household("420401155", "Гончаров Олег Викторович", "Симферополь, ул. Толстого, 21, кв. 7", "city-3")
    total = with_seed(4, 190, 0.07)
    uses = {k: [round(v * 0.3), round(v * 0.25), v - round(v * 0.3) - round(v * 0.25)] for k, v in total.items()}
    meter = Meter(debtor, "27003318", "Нева МТ 124", "electricity", ["peak", "night", "half_peak"], [11870, 9544, 16021], uses, digits=6)
    meter.history()
    for k in range(MONTHS, 1, -1):
        debtor.bill("electricity", k, list(zip(meter.zones, meter.milli(k))))
    # 9,5 % a year, 1/300 a day from the 31st day: July's bill is 77 days late on the last day of October, August's 46.
    penalty = round(debtor.bills[4] * 0.095 * 47 / 300) + round(debtor.bills[3] * 0.095 * 16 / 300)
    debtor.bill("electricity", 1, list(zip(meter.zones, meter.milli(1))), penalty=penalty)
    debtor.pay_bills(first=5)
    debtor.close(penalty=penalty)

    # No reading for two months: charged by the average.
    forgot = household("420402266", "Гончаров Олег Викторович", "Симферополь, ул. Училищная, 30, кв. 2", "city")
    uses = single(with_seed(5, 95, 0.09))
    meter = Meter(forgot, "30612209", "Меркурий 201.8", "electricity", ["single"], [20418], uses)
    meter.history(newest=3)
    average = sum(uses[k][0] for k in range(3, 9)) // 6
    for k in range(MONTHS, 0, -1):
        forgot.bill("electricity", k, [("single", average * 1000 if k < 3 else uses[k][0] * 1000)], basis="average" if k < 3 else "meter")
    forgot.pay_bills()
    forgot.close()

    # For five months: three by the average, then by the norm.
    absent = household("420403377", "Гончарова Вера Ильинична", "Евпатория, ул. Ленина, 14, кв. 9", "city")
    uses = single(with_seed(6, 80, 0.09))
    meter = Meter(absent, "19844013", "СОЭ-55", "electricity", ["single"], [7733], uses)
    meter.history(newest=6)
    average = sum(uses[k][0] for k in range(6, 12)) // 6
    for k in range(MONTHS, 0, -1):
        basis = "meter" if k >= 6 else "average" if k >= 3 else "norm"
        absent.bill("electricity", k, [("single", 1000 * {"meter": uses[k][0], "average": average, "norm": 195}[basis])], basis=basis)
    absent.pay_bills()
    absent.close()

    # The verification has expired.
    expired = household("420404488", "Гончаров Олег Викторович", "Симферополь, ул. Беспалова, 43, кв. 120", "city")
    uses = single(with_seed(7, 110, 0.08))
    meter = Meter(expired, "08811724", "СО-505", "electricity", ["single"], [4471], uses, digits=4, verified="{today-43d}")
    meter.history()
    for k in range(MONTHS, 0, -1):
        expired.bill("electricity", k, list(zip(meter.zones, meter.milli(k))))
    expired.pay_bills()
    expired.close()

    # A dacha: about to roll over from 99990, the verification ends soon.
    dacha = household("420405599", "Гончаров Олег Викторович", "Бахчисарайский р-н, СТ «Ветеран», уч. 118", "city")
    uses = single(with_seed(8, 15, 0.25, seasonal=False))
    meter = Meter(dacha, "55120937", "Меркурий 201.5", "electricity", ["single"], [99990], uses, verified="{today+37d}")
    meter.history()
    for k in range(MONTHS, 0, -1):
        dacha.bill("electricity", k, list(zip(meter.zones, meter.milli(k))))
    dacha.pay_bills()
    dacha.close()

    # The meter was replaced on the 14th of the month before last.
    replaced = household("420406600", "Гончаров Олег Викторович", "Симферополь, пр-кт Победы, 82, кв. 15", "city")
    uses = single(with_seed(9, 130, 0.08))
    old_part, new_part = uses[2][0] * 2 // 3, uses[2][0] - uses[2][0] * 2 // 3
    old = Meter(replaced, "10004561", "СО-И446", "electricity", ["single"], [38112 - old_part], {**uses, 2: [old_part]},
                verified=day(2, 14), closed=day(2, 14))
    old.history(newest=3)
    old.reading("final", 2, day(2, 14), [38112], source="inspector", status="control")
    new = Meter(replaced, "41980077", "Меркурий 200.04", "electricity", ["single"], [new_part + uses[1][0]], {1: uses[1], 2: [new_part]},
                verified="{window+190:14}", installed=day(2, 14))
    new.reading("initial", 2, day(2, 14), [0], source="inspector", status="control")
    new.history(newest=1, oldest=2)
    for k in range(MONTHS, 0, -1):
        replaced.bill("electricity", k, [("single", uses[k][0] * 1000)])
    replaced.pay_bills()
    replaced.close()

    # A reading waits to be processed; an older one was rejected; the dial went through zero in the third month back.
    pending = household("420407711", "Гончаров Олег Викторович", "Симферополь, ул. Русская, 3, кв. 61", "city")
    uses = single(with_seed(10, 125, 0.08))
    uses[0] = [151]
    meter = Meter(pending, "77412305", "Меркурий 201.8", "electricity", ["single"], [100000 + 412], uses)
    meter.history(skip=(5,))
    meter.reading("5-rejected", 5, day(5, 24), [99999 - 990], source="cabinet", status="rejected", reason="Показание меньше контрольного")
    meter.reading(0, 0, "{today-2d}", [meter.last[0] + 151], status="submitted")
    for k in range(MONTHS, 0, -1):
        use = {5: 0, 4: uses[4][0] + uses[5][0]}.get(k, uses[k][0])
        pending.bill("electricity", k, [("single", 1000 * use)])
    pending.pay_bills()
    pending.close()

    # An organisation with current transformers, paid in advance.
    firm = Account(u, "0417-Э/2024", "ООО «Южный берег»", "298600, г. Ялта, наб. Образцовая, 4", ["electricity"], "business")
    firm.contract("Электроснабжение", "9199000021", "919901001", "2024-03-18", "1269102000023", "+7 (900) 000-00-41", "bereg@example.ru",
                  ("40702810100000000417", "Ф-л «Тест-Банк» г. Симферополь", "043510999", "30101810800000000999"))
    firm.within("yalta")
    firm.contacts(("Договорный отдел", "Климова Ольга Андреевна", "+7 (900) 000-00-24", "dogovor-krymenergo@example.ru"),
                  ("Инспектор", "Руденко Сергей Ильич", "+7 (900) 000-00-25", "inspektor-krymenergo@example.ru"))
    u.add("objects", firm.number, "1", "Гостиница «Прибой»", "г. Ялта, наб. Образцовая, 4")
    u.add("objects", firm.number, "2", "Кафе «Волна»", "г. Ялта, наб. Образцовая, 6")
    hotel = Meter(firm, "36500118", "Меркурий 230 ART", "electricity", ["single"], [12740], single(with_seed(11, 210, 0.06)), obj="1",
                  digits=6, multiplier=40, ratios=(40, 1))
    cafe = Meter(firm, "36500241", "Меркурий 230 ART", "electricity", ["single"], [8804], single(with_seed(12, 95, 0.06)), obj="2",
                 digits=6, multiplier=20, ratios=(20, 1))
    for one in (hotel, cafe):
        one.history()
    for k in range(MONTHS, 0, -1):
        firm.bill("electricity", k, [("single", hotel.milli(k)[0] + cafe.milli(k)[0])], document="Э-%d-0417" % (111 - k))
    firm.pay_bills(method="bank_transfer")
    firm.pay_ahead(firm.bills[1] + 1500000, 1, 24, "10:05", "АЭ-110-0417", offset_by=1)
    firm.close(due=-1500000)

    # An organisation that nobody has added yet.
    tea = Account(u, "0512-Э/2023", "ООО «Чайная лавка»", "295000, г. Симферополь, ул. Образцовая, 9", ["electricity"], "business")
    tea.contract("Электроснабжение", "9199000039", "919901001", "2023-02-03", "1269102000034", "+7 (900) 000-00-42", "chay@example.ru",
                 ("40702810500000000512", "Ф-л «Тест-Банк» г. Симферополь", "043510999", "30101810800000000999")).within("simferopol")
    u.add("objects", tea.number, "1", "Магазин", "г. Симферополь, ул. Образцовая, 9")
    shop = Meter(tea, "36500377", "Меркурий 230 ART", "electricity", ["single"], [4512], single(with_seed(16, 60, 0.06)), obj="1",
                 digits=6, multiplier=10)
    shop.history()
    for k in range(MONTHS, 0, -1):
        tea.bill("electricity", k, [("single", shop.milli(k)[0])], document="Э-%d-0512" % (111 - k))
    tea.pay_bills(first=3, method="bank_transfer")
    tea.pay(500000, day(1, 20) + " 09:40", method="bank_transfer", posted_on=day(1, 21), comment="Электроэнергия")
    tea.close()

    oleg = [a.number for a in (debtor, forgot, absent, expired, dacha, replaced, pending)]
    u.add("subscribers", "email", "maria@example.ru", "maria@example.ru", "maria@example.ru", "", PASSWORD, "420118734,420225019")
    u.add("subscribers", "email", "oleg@example.ru", "oleg@example.ru", "oleg@example.ru", "", PASSWORD, ",".join(oleg))
    u.add("subscribers", "email", "bereg@example.ru", "ООО «Южный берег»", "bereg@example.ru", "9199000021", PASSWORD, firm.number)
    u.write()


def water():
    u = Utility("kraskom")
    steps = lambda *prices: {k: [(0, p)] for k, p in zip((40, 16, 10, 1), prices)}
    u.tariff("cold_water", "", "any", steps(3120, 3390, 3560, 3846))
    u.tariff("wastewater", "", "any", steps(2205, 2396, 2514, 2715))
    u.tariff("hot_water", "", "any", steps(15410, 16750, 17590, 19000))
    u.tariff("heat", "", "any", steps(198800, 216000, 226850, 245000))
    u.tariff("cold_water", "legal", "any", steps(2557, 2778, 2918, 3152))
    u.tariff("wastewater", "legal", "any", steps(1805, 1961, 2060, 2225))
    u.tariff("hot_water", "legal", "any", steps(12630, 13728, 14418, 15574))
    u.tariff("heat", "legal", "any", steps(162930, 177020, 185910, 200820))

    def bill_water(account, meters, k, document="", **first):
        cold = sum(m.milli(k)[0] for m in meters if m.service == "cold_water")
        hot = sum(m.milli(k)[0] for m in meters if m.service == "hot_water")
        account.bill("cold_water", k, [("any", cold)], document=document, **first)
        if hot:
            account.bill("hot_water", k, [("any", hot)], document=document)
        account.bill("wastewater", k, [("any", cold + hot)], document=document)

    # ООО «Торговая марка»: water and wastewater of six objects, the last invoice not paid yet.
    owner, inn, kpp = "ООО «Торговая марка»", "2499000020", "249901001"
    shops = Account(u, "12/04871", owner, "660049, г. Красноярск, ул. Образцовая, 30", ["cold_water", "hot_water", "wastewater"], "legal")
    requisites = ("1262400000026", "+7 (900) 000-00-31", "buh@torgmarka.example.ru",
                  ("40702810700000004871", "Ф-л «Тест-Банк» г. Красноярск", "040407999", "30101810800000000999"))
    water_people = (("Отдел по работе с юридическими лицами", "Кузнецова Елена Викторовна", "+7 (900) 000-00-12", "dogovor@kraskom.example"),
                    ("Инспектор водосбыта", "Зимин Андрей Павлович", "+7 (900) 000-00-13", "inspektor@kraskom.example"))
    shops.contract("Вода и стоки", inn, kpp, "2019-02-11", *requisites).contacts(*water_people)
    objects = [("1", "Магазин «Продукты у дома»", "г. Красноярск, ул. Мира, 17"),
               ("2", "Магазин «Торговая марка № 2»", "г. Красноярск, пр-кт Красноярский Рабочий, 84"),
               ("3", "Склад", "г. Красноярск, ул. Промысловая, 5"),
               ("4", "Офис", "г. Красноярск, ул. Ленина, 30"),
               ("5", "Кафе «Перекрёсток»", "г. Красноярск, ул. Взлётная, 11"),
               ("6", "Автомойка", "г. Красноярск, ул. Калинина, 62")]
    for one in objects:
        u.add("objects", shops.number, *one)
    plan = [("1", "20311405", "ВСКМ 90-20", "cold_water", 58, 4712), ("2", "20311418", "ВСКМ 90-20", "cold_water", 46, 3390),
            ("2", "20311552", "ВСКМ 90-15", "hot_water", 12, 905), ("3", "18850027", "СВ-32", "cold_water", 24, 1210),
            ("4", "18804977", "СВ-15", "cold_water", 9, 447), ("4", "18804978", "СГВ-15", "hot_water", 4, 188),
            ("5", "20466310", "ВСКМ 90-25", "cold_water", 96, 7719), ("5", "20466311", "ВСКМ 90-20", "hot_water", 38, 2904),
            ("6", "20900145", "ВСХ-40", "cold_water", 214, 15033)]
    meters = [Meter(shops, serial, model, service, ["single"], [last], single(with_seed(int(serial), base, 0.07, seasonal=False)), obj=obj,
                    verified=day(0, 14).replace("window", "window+%d" % (7 + 5 * n)))
              for n, (obj, serial, model, service, base, last) in enumerate(plan)]
    for one in meters:
        one.history()
    for k in range(MONTHS, 0, -1):
        bill_water(shops, meters, k, document="В-%d-4871" % (111 - k))
    shops.pay_bills(method="bank_transfer", comment="Вода и стоки")
    shops.close()

    # Heat, paid in advance; the season is October to May.
    heat = Account(u, "Т-2/01533", owner, "660049, г. Красноярск, ул. Образцовая, 30", ["heat"], "legal")
    heat.contract("Тепловая энергия", inn, kpp, "2019-09-02", *requisites).contacts(
        ("Отдел сбыта тепловой энергии", "Лаптев Игорь Олегович", "+7 (900) 000-00-14", "teplo@kraskom.example"),
        ("Инспектор тепловых сетей", "Чернова Мария Степановна", "+7 (900) 000-00-15", ""))
    for one in objects[:4]:
        u.add("objects", heat.number, *one)
    heating = {12: 1.0, 1: 1.15, 2: 1.0, 3: 0.75, 4: 0.45, 5: 0.15, 6: 0, 7: 0, 8: 0, 9: 0, 10: 0.4, 11: 0.75}
    plan = [("1", "50070113", 9200, 412330), ("2", "50070114", 7600, 388004), ("3", "50070209", 12100, 610482), ("4", "50070377", 5400, 207915)]
    meters = []
    for obj, serial, base, last in plan:
        rng = random.Random(int(serial))
        uses = {k: [round(base * heating[(11 - k - 1) % 12 + 1] * (1 + rng.uniform(-0.05, 0.05)))] for k in range(1, MONTHS + 1)}
        meters.append(Meter(heat, serial, "ТЭМ-104", "heat", ["single"], [last], uses, obj=obj, decimals=3, verified="{window+19:20}"))
    for one in meters:
        one.history()
    for k in range(MONTHS, 0, -1):
        heat.bill("heat", k, [("any", sum(m.milli(k)[0] for m in meters))], document="Т-%d-1533" % (111 - k))
    heat.pay_bills(method="bank_transfer", comment="Тепловая энергия")
    heat.pay_ahead(4000000, 2, 23, "12:30", "АТ-109-1533", offset_by=1)
    heat.pay_ahead(heat.bills[1], 1, 24, "12:30", "АТ-110-1533", offset_by=1)
    heat.close(due=-4000000)

    # The bakery: an expired verification, a declined payment and a refunded one, two invoices owed with a penalty.
    bakery = Account(u, "12/05120", "ООО «Пекарня № 5»", "660077, г. Красноярск, ул. Примерная, 5", ["cold_water", "hot_water", "wastewater"],
                     "legal").contract("Вода и стоки", "2499000037", "249901001", "2021-06-01", "1262400000037", "+7 (900) 000-00-32",
                                      "pekarnya5@example.ru", ("40702810900000005120", "Ф-л «Тест-Банк» г. Красноярск", "040407999",
                                                               "30101810800000000999"))
    bakery.contacts(*water_people)
    u.add("objects", bakery.number, "1", "Пекарня", "г. Красноярск, ул. Примерная, 5")
    meters = [Meter(bakery, "20555018", "ВСКМ 90-25", "cold_water", ["single"], [2961], single(with_seed(21, 74, 0.06, seasonal=False)), obj="1",
                    verified="{today-20d}"),
              Meter(bakery, "20555019", "ВСКМ 90-20", "hot_water", ["single"], [1180], single(with_seed(22, 26, 0.06, seasonal=False)), obj="1",
                    verified="{window+8:3}")]
    for one in meters:
        one.history()
    for k in range(MONTHS, 1, -1):
        bill_water(bakery, meters, k, document="В-%d-5120" % (111 - k))
    penalty = round(bakery.bills[2] * 0.095 * 21 / 130)     # an organisation: 1/130 a day from the first, 21 days in October
    bill_water(bakery, meters, 1, document="В-110-5120", penalty=penalty)
    bakery.pay_bills(first=3, method="bank_transfer")
    bakery.pay(1000000, day(4, 12) + " 15:12", state="refunded", refunded=1000000, comment="Оплачено дважды",
               posted_on=day(4, 14), refunded_on=day(4, 20))
    bakery.pay(bakery.bills[2], day(1, 17) + " 09:48", state="failed", failure="limit_exceeded", pan="411111**1111")
    bakery.close(penalty=penalty)

    # An entrepreneur whose contract nobody sees yet: for a registration that finds it by INN and address.
    salon = Account(u, "12/05233", "ИП Лебедева Нина Сергеевна", "660099, г. Красноярск, ул. Лазурная, 12", ["cold_water", "wastewater"],
                    "legal").contract("Вода и стоки", "249900001251", "", "2022-03-14", "326240000000017", "+7 (900) 000-00-33",
                                      "lebedeva@example.ru", ("40802810700000005233", "Ф-л «Тест-Банк» г. Красноярск", "040407999",
                                                              "30101810800000000999"))
    salon.contacts(*water_people)
    u.add("objects", salon.number, "1", "Парикмахерская", "г. Красноярск, ул. Лазурная, 12")
    meter = Meter(salon, "20555140", "СВ-15", "cold_water", ["single"], [604], single(with_seed(23, 14, 0.06, seasonal=False)), obj="1")
    meter.history()
    for k in range(MONTHS, 0, -1):
        bill_water(salon, [meter], k, document="В-%d-5233" % (111 - k))
    salon.pay_bills(method="bank_transfer", comment="Вода и стоки")
    salon.close()

    # Иванов: cold and hot water, wastewater; last month owed.
    flat = Account(u, "0012345678", "Иванов Иван Иванович", "г. Красноярск, ул. Образцовая, 14, кв. 27", ["cold_water", "hot_water", "wastewater"], "")
    flat.home("24ДА533315", 3, 547)
    meters = [Meter(flat, "18804412", "СВ-15", "cold_water", ["single"], [512], single(with_seed(31, 6, 0.3, seasonal=False))),
              Meter(flat, "18804598", "СГВ-15", "hot_water", ["single"], [233], single(with_seed(32, 3, 0.3, seasonal=False)))]
    for one in meters:
        one.history()
    for k in range(MONTHS, 0, -1):
        bill_water(flat, meters, k, recalculation=-4560 if k == 2 else 0)     # a day without water
    flat.pay_bills()
    flat.close()

    # Петрова: paid ahead, the verification ends soon.
    other = Account(u, "0012345679", "Петрова Анна Сергеевна", "г. Красноярск, ул. Примерная, 2, кв. 5", ["cold_water", "wastewater"], "")
    other.home("24ДА533316", 2, 382)
    meters = [Meter(other, "19120044", "СВК-15-3-2", "cold_water", ["single"], [388], single(with_seed(33, 5, 0.3, seasonal=False)),
                    verified="{today+25d}")]
    for one in meters:
        one.history()
    for k in range(MONTHS, 0, -1):
        bill_water(other, meters, k)
    other.pay_bills()
    other.pay(other.bills[1] + 25000, day(1, 22) + " 19:05", posted_on=day(1, 23))
    other.close(due=-25000)

    u.add("subscribers", "organisation", "torgmarka", "ООО «Торговая марка»", "buh@torgmarka.example.ru", "2499000020", PASSWORD, "12/04871,Т-2/01533")
    u.add("subscribers", "organisation", "pekarnya5", "ООО «Пекарня № 5»", "pekarnya5@example.ru", "2499000037", PASSWORD, "12/05120")
    u.add("subscribers", "individual", "0012345678", "Л/с 0012345678", "ivanov@example.ru", "", PASSWORD, "0012345678")
    u.add("subscribers", "individual", "0012345679", "Л/с 0012345679", "", "", PASSWORD, "0012345679")
    u.write()


if __name__ == "__main__":
    electricity()
    water()
