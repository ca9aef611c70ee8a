package city.pishkhan.archive.internal.inspection;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;

/** Creates the refusals for files that are not valid sheets. */
final class SheetRefusal {
    private SheetRefusal() {}

    static Refusal tooLarge(String code, Object... sizes) {
        return Refusal.of(Kind.TOO_LARGE, code, null, sizes);
    }

    static Refusal type() {
        return Refusal.of(Kind.UNSUPPORTED, "sheet.type", null);
    }

    static Refusal damaged(SheetType type, String why) {
        return Refusal.of(Kind.UNSUPPORTED, "sheet.damaged", null, type, why);
    }

    static Refusal trailing(SheetType type) {
        return Refusal.of(Kind.UNSUPPORTED, "sheet.trailing-data", null, type);
    }

    static Refusal twoTypes() {
        return Refusal.of(Kind.UNSUPPORTED, "sheet.two-types", null);
    }

    static Refusal encrypted() {
        return Refusal.of(Kind.UNSUPPORTED, "sheet.encrypted", null);
    }

    static Refusal active(String what) {
        return Refusal.of(Kind.UNSUPPORTED, "sheet.active-content", null, what);
    }
}
