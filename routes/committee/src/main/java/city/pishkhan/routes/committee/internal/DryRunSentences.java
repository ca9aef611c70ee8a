package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.rules.DryRuns.AgencyLine;
import city.pishkhan.api.rules.DryRuns.DutyLine;
import city.pishkhan.api.rules.DryRuns.PaperLine;
import city.pishkhan.api.rules.DryRuns.Result;
import city.pishkhan.api.rules.DryRuns.Tally;
import city.pishkhan.api.rules.Remark;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.rules.RuleTexts.Word;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes the result of a dry run in sentences: "312 of 4,000 cases: the fire department would have been asked in
 * addition".
 */
final class DryRunSentences {
    private static final Messages MESSAGES = Messages.of(DryRunSentences.class);

    private final List<String> sentences = new ArrayList<>();
    private final boolean persian;
    private final long compared;
    private final Map<String, Word> names;

    private DryRunSentences(boolean persian, long compared, Map<String, Word> names) {
        this.persian = persian;
        this.compared = compared;
        this.names = names;
    }

    /** @param rules tested rules, which define the names of agencies, papers and duties */
    static List<String> describe(Result r, boolean persian, RuleTexts.Text rules) {
        Map<String, Word> names = Stream.concat(rules.words().stream(), rules.papers().stream())
                .collect(Collectors.toMap(Word::code, Function.identity(), (first, other) -> first));
        DryRunSentences words = new DryRunSentences(persian, r.compared(), names);
        for (AgencyLine a : r.agencies()) {
            words.addCount(a.besides(), words.message("dry-run-sentences.agency-added", a.agency()));
            words.addCount(a.noLonger(), words.message("dry-run-sentences.agency-removed", a.agency()));
            words.addCount(a.otherwise(), words.message("dry-run-sentences.agency-terms", a.agency()));
        }
        for (PaperLine p : r.papers()) {
            words.addCount(p.besides(), words.message("dry-run-sentences.paper-added", p.paper()));
            words.addCount(p.noLonger(), words.message("dry-run-sentences.paper-removed", p.paper()));
        }
        for (DutyLine d : r.duties()) {
            words.addCount(d.raised(), words.message("dry-run-sentences.duty-raised", d.duty()));
            words.addCount(d.lowered(), words.message("dry-run-sentences.duty-lowered", d.duty()));
        }
        words.addCount(r.refused(), MESSAGES.text("dry-run-sentences.refused"));
        words.addCount(r.allowed(), MESSAGES.text("dry-run-sentences.allowed"));
        words.addCount(r.withdrawn(), r.cases(), MESSAGES.text("dry-run-sentences.withdrawn"));
        words.addCount(r.undecided(), r.cases(), MESSAGES.text("dry-run-sentences.undecided"));
        words.addCount(r.failed(), r.cases(), MESSAGES.text("dry-run-sentences.failed"));
        if (words.sentences.isEmpty()) {
            words.sentences.add(
                    persian ? MESSAGES.persian("dry-run-sentences.none") : MESSAGES.english("dry-run-sentences.none"));
        }
        for (Remark remark : r.remarks()) {
            words.addRemark(remark);
        }
        return words.sentences;
    }

    /**
     * Adds a remark about the tested rules: a likely mistake or a removed step, which a dry run of past cases may not
     * show.
     */
    private void addRemark(Remark remark) {
        String remarkText = persian ? remark.fa() : remark.en();
        if (remark.kind().equals(Remark.WARNING)) {
            Text text = MESSAGES.text("dry-run-sentences.warning", remarkText);
            sentences.add(persian ? text.persian() : text.english());
        } else if (remark.kind().equals(Remark.REMOVED)) {
            Text text = MESSAGES.text("dry-run-sentences.removed", remarkText);
            sentences.add(persian ? text.persian() : text.english());
        }
    }

    /**
     * Formats a message about an agency, paper or duty by its code. Uses the code itself if the rules define no name.
     */
    private Text message(String key, String code) {
        Word name = names.getOrDefault(code, new Word(code, code, code));
        return new Text(MESSAGES.english(key, name.en()), MESSAGES.persian(key, name.fa()));
    }

    /** Adds a sentence with a number of cases, out of all cases that the dry run compared. */
    private void addCount(Tally tally, Text text) {
        addCount(tally, compared, text);
    }

    /** @param of total number of cases; the tally counts a part of them */
    private void addCount(Tally tally, long of, Text text) {
        if (tally.cases() > 0) {
            String cases = "%,d".formatted(tally.cases());
            String all = "%,d".formatted(of);
            sentences.add(
                    persian
                            ? MESSAGES.persian(
                                    "dry-run-sentences.count",
                                    PersianText.persianGroups(cases),
                                    PersianText.persianGroups(all),
                                    text.persian())
                            : MESSAGES.english("dry-run-sentences.count", cases, all, text.english()));
        }
    }
}
