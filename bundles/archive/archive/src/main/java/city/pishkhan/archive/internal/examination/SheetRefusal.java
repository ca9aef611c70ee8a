package city.pishkhan.archive.internal.examination;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import org.jspecify.annotations.Nullable;

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

    /**
     * Creates the refusal for a file with a damaged page.
     *
     * @param page page at fault, from 1
     */
    static Refusal damaged(SheetType type, int page, String why) {
        return Refusal.of(Kind.UNSUPPORTED, "sheet.damaged/page", null, type, why, page);
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

    static Refusal active(@Nullable String what) {
        return active(what, 0);
    }

    /** @param page page with the active content, from 1, or 0 if the content belongs to no page */
    static Refusal active(@Nullable String what, int page) {
        return page == 0
                ? Refusal.of(Kind.UNSUPPORTED, "sheet.active-content", null, what)
                : Refusal.of(Kind.UNSUPPORTED, "sheet.active-content/page", null, what, page);
    }
}
