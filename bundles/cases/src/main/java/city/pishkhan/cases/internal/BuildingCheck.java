package city.pishkhan.cases.internal;

import city.pishkhan.api.Cases.Part;
import city.pishkhan.api.Cases.Request;
import city.pishkhan.api.Procedures.Procedure;
import city.pishkhan.api.Refusal;

/** What may be asked to be built, as far as no rule of the city decides it. */
final class BuildingCheck {
    private static final int MOST_FLOORS = 100;
    private static final int MOST_PARTS = 50;
    private static final long LARGEST_AREA = 1_000_000;

    private BuildingCheck() {}

    /** @throws Refusal CONFLICT {@code case.no-building} where the procedure asks for something else */
    static void requireBuilding(Procedure procedure) {
        if (!procedure.building()) {
            throw Refusal.conflict(
                    "case.no-building",
                    "Nothing is built in this service; withdraw the case and open another.",
                    "در این خدمت چیزی ساخته نمی‌شود؛ پرونده را پس بگیرید و پرونده‌ای دیگر باز کنید.");
        }
    }

    /** @throws Refusal INVALID with the field at fault */
    static void check(Request request) {
        if (request.floors() < 1 || request.floors() > MOST_FLOORS) {
            throw Refusal.invalid(
                    "request.floors",
                    "request.floors",
                    "Floors must be 1 to " + MOST_FLOORS + ", pilotis included.",
                    "تعداد طبقات (با پیلوت) باید ۱ تا ۱۰۰ باشد.");
        }
        if (request.parts().isEmpty() || request.parts().size() > MOST_PARTS) {
            throw Refusal.invalid(
                    "request.parts",
                    "request.parts",
                    "A building has 1 to " + MOST_PARTS + " parts.",
                    "ساختمان باید ۱ تا ۵۰ بخش داشته باشد.");
        }
        for (int i = 0; i < request.parts().size(); i++) {
            check(request.parts().get(i), "request.parts[" + i + "]");
        }
    }

    private static void check(Part part, String field) {
        if (part.use() == null || !part.use().matches("[a-z][a-z0-9-]{0,39}")) {
            throw Refusal.invalid(
                    "request.use",
                    field + ".use",
                    "The use must be a code such as residential: lower-case letters, digits, dashes.",
                    "کاربری باید یک کد مانند residential باشد.");
        }
        if (part.area() < 1 || part.area() > LARGEST_AREA) {
            throw Refusal.invalid(
                    "request.area",
                    field + ".area",
                    "The area must be 1 to " + LARGEST_AREA + " m².",
                    "مساحت باید ۱ تا ۱٬۰۰۰٬۰۰۰ متر مربع باشد.");
        }
        if (part.units() < 0 || part.units() > 10_000) {
            throw Refusal.invalid(
                    "request.units",
                    field + ".units",
                    "Units must be 0 to 10,000.",
                    "تعداد واحد باید ۰ تا ۱۰٬۰۰۰ باشد.");
        }
    }
}
