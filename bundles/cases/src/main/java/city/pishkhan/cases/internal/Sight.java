package city.pishkhan.cases.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Refusal;
import java.util.Locale;

/** Who may see and who may change a case. What a caller may not see does not exist for it. */
final class Sight {
    private Sight() {}

    static CaseFile see(Caller caller, CaseFile file) {
        boolean sees = caller.hub()
                || caller.operator()
                || caller.office().filter(file.office::equals).isPresent()
                || caller.district().filter(d -> d == file.district).isPresent();
        if (!sees) {
            throw CaseStore.unknownCase();
        }
        return file;
    }

    /** Nothing is changed on the strength of what is outdated, and nothing that has ended. */
    static void current(CaseFile file, long version) {
        if (file.version != version) {
            throw new Refusal(
                    Refusal.Kind.STALE,
                    "case.changed",
                    "If-Match",
                    "The case changed meanwhile: it is at version " + file.version + ", you read " + version + ".",
                    "پرونده در این میان تغییر کرده است؛ دوباره بخوانید.");
        }
        if (file.state.ended()) {
            throw Refusal.conflict(
                    "case.ended",
                    "The case is " + file.state.name().toLowerCase(Locale.ROOT) + ".",
                    "پرونده پایان یافته است.");
        }
    }

    /** The office that opened the case, and no other. */
    static void office(Caller caller, CaseFile file) {
        see(caller, file);
        if (caller.office().filter(file.office::equals).isEmpty()) {
            throw Refusal.forbidden(
                    "Only the office of the case may do this.", "تنها دفترِ پرونده می‌تواند این کار را انجام دهد.");
        }
    }

    /** Whoever has the role that a stage names; a district only for its own cases. */
    static void role(Caller caller, CaseFile file, String role) {
        see(caller, file);
        boolean may = role.equals("district")
                ? caller.district().filter(d -> d == file.district).isPresent()
                : role.equals("office")
                        ? caller.office().filter(file.office::equals).isPresent()
                        : caller.roles().contains(role);
        if (!may) {
            throw Refusal.forbidden(
                    "This stage is decided by the role " + role + ".", "تصمیم این مرحله با نقش " + role + " است.");
        }
    }
}
