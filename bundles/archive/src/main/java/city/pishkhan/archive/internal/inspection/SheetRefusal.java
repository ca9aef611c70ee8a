package city.pishkhan.archive.internal.inspection;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;

/** Why a file is not taken as a sheet. */
final class SheetRefusal {
    private SheetRefusal() {}

    static Refusal tooLarge(String code, String english, String persian) {
        return new Refusal(Kind.TOO_LARGE, code, null, english, persian);
    }

    static Refusal type() {
        return new Refusal(
                Kind.UNSUPPORTED,
                "sheet.type",
                null,
                "The content is no PDF, PNG, JPEG or TIFF, whatever its name says.",
                "محتوای پرونده PDF، PNG، JPEG یا TIFF نیست؛ نام پرونده تعیین‌کننده نیست.");
    }

    static Refusal damaged(SheetType type, String why) {
        return new Refusal(
                Kind.UNSUPPORTED,
                "sheet.damaged",
                null,
                "The " + type + " file is damaged: " + why + ".",
                "پرونده " + type + " آسیب‌دیده است؛ دوباره اسکن کنید.");
    }

    static Refusal trailing(SheetType type) {
        return new Refusal(
                Kind.UNSUPPORTED,
                "sheet.trailing-data",
                null,
                "After the end of the " + type + " there is something else; save or scan it again.",
                "پس از پایان " + type + " داده دیگری هست؛ دوباره ذخیره یا اسکن کنید.");
    }

    static Refusal twoTypes() {
        return new Refusal(
                Kind.UNSUPPORTED,
                "sheet.two-types",
                null,
                "The file can be read as two different types.",
                "پرونده را می‌توان به دو نوع متفاوت خواند.");
    }

    static Refusal encrypted() {
        return new Refusal(
                Kind.UNSUPPORTED,
                "sheet.encrypted",
                null,
                "The PDF is encrypted; nobody could verify it.",
                "پرونده PDF رمزگذاری شده است و قابل بررسی نیست.");
    }

    static Refusal active(String what) {
        return new Refusal(
                Kind.UNSUPPORTED,
                "sheet.active-content",
                null,
                "The PDF holds " + what + "; a paper holds pages only.",
                "پرونده PDF محتوای اجرایی یا پیوست دارد؛ مدرک فقط صفحه است.");
    }
}
