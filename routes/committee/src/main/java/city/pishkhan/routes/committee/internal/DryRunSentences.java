package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.rules.DryRuns.AgencyLine;
import city.pishkhan.api.rules.DryRuns.DutyLine;
import city.pishkhan.api.rules.DryRuns.PaperLine;
import city.pishkhan.api.rules.DryRuns.Result;
import city.pishkhan.api.rules.DryRuns.Tally;
import city.pishkhan.api.rules.Remark;
import city.pishkhan.identifiers.PersianText;
import java.util.ArrayList;
import java.util.List;

/** A dry run in sentences: "312 of 4,000 would have asked fire besides". */
final class DryRunSentences {
    private final List<String> says = new ArrayList<>();
    private final boolean persian;
    private final long compared;

    private DryRunSentences(boolean persian, long compared) {
        this.persian = persian;
        this.compared = compared;
    }

    static List<String> of(Result r, boolean persian) {
        DryRunSentences words = new DryRunSentences(persian, r.compared());
        for (AgencyLine a : r.agencies()) {
            words.say(
                    a.besides(),
                    "would have asked " + a.agency() + " besides",
                    "از " + a.agency() + " هم استعلام می‌شد");
            words.say(a.noLonger(), "would not have asked " + a.agency(), "از " + a.agency() + " استعلام نمی‌شد");
            words.say(
                    a.otherwise(),
                    "would have asked " + a.agency() + " on other terms",
                    "استعلام از " + a.agency() + " با شرایط دیگری بود");
        }
        for (PaperLine p : r.papers()) {
            words.say(p.besides(), "would have needed " + p.paper() + " besides", "مدرک " + p.paper() + " هم لازم بود");
            words.say(p.noLonger(), "would not have needed " + p.paper(), "مدرک " + p.paper() + " لازم نبود");
        }
        for (DutyLine d : r.duties()) {
            words.say(d.raised(), "would have owed more of " + d.duty(), "عوارض " + d.duty() + " بیشتر بود");
            words.say(d.lowered(), "would have owed less of " + d.duty(), "عوارض " + d.duty() + " کمتر بود");
        }
        words.say(r.refused(), "would have been refused", "رد می‌شد");
        words.say(r.allowed(), "would not have been refused", "رد نمی‌شد");
        words.say(
                r.withdrawn(),
                "could not have been opened: there is no such service",
                "باز نمی‌شد، چون چنین خدمتی نیست");
        words.say(r.undecided(), "were not compared: too little is known", "سنجیده نشد، چون آگاهی بسنده نیست");
        words.say(r.failed(), "cannot be decided by these rules", "با این قواعد تصمیم‌پذیر نیست");
        if (words.says.isEmpty()) {
            words.says.add(persian ? "هیچ پرونده‌ای تفاوتی نمی‌کرد." : "No case would have differed.");
        }
        for (Remark remark : r.remarks()) {
            words.remark(remark);
        }
        return words.says;
    }

    /** What no past case may show: likely mistakes, and what is done no more. */
    private void remark(Remark remark) {
        boolean warning = remark.kind().equals(Remark.WARNING);
        if (warning || remark.kind().equals(Remark.REMOVED)) {
            String mark = persian ? (warning ? "هشدار: " : "حذف: ") : (warning ? "Warning: " : "Removed: ");
            says.add(mark + (persian ? remark.fa() : remark.en()));
        }
    }

    private void say(Tally tally, String english, String inPersian) {
        if (tally.cases() > 0) {
            String cases = "%,d".formatted(tally.cases());
            String all = "%,d".formatted(compared);
            says.add(
                    persian
                            ? PersianText.persianDigits((cases + " از " + all).replace(',', '٬')) + " پرونده: "
                                    + inPersian + "."
                            : cases + " of " + all + " " + english + ".");
        }
    }
}
