package city.pishkhan.cases.internal.access;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.messages.NullContract;
import city.pishkhan.spi.Condition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Masks a case for readers who may see its progress but not its personal data. Persons, free text and personal facts
 * are hidden.
 */
public final class PersonalDataMask {
    private static final String HIDDEN = "***";
    private static final int SHOWN = 3;

    private PersonalDataMask() {}

    /** @param personal names of the facts that are personal data */
    public static CaseView masked(CaseView v, Set<String> personal) {
        return new CaseView(
                v.id(),
                v.number(),
                null,
                v.service(),
                v.subject(),
                v.district(),
                v.office(),
                v.state(),
                v.stage(),
                v.version(),
                v.ruleSet(),
                v.procedureVersion(),
                v.waitsFor(),
                hidden(v.note()),
                hidden(v.noteFa()),
                v.applicants().stream().map(PersonalDataMask::applicant).toList(),
                v.request(),
                facts(v.facts(), personal),
                v.papers().stream().map(PersonalDataMask::paper).toList(),
                v.needs(),
                v.inquiries().stream().map(PersonalDataMask::inquiry).toList(),
                v.certificate(),
                v.opened(),
                v.ended(),
                v.held(),
                v.specialRequest(),
                v.customer(),
                v.expert(),
                CaseView.ArchiveAccess.NONE);
    }

    /**
     * The part of a case that a login with an unproved mobile number may see: its progress, without people, facts,
     * papers and inquiries.
     */
    public static CaseView progressOnly(CaseView v) {
        return new CaseView(
                v.id(),
                v.number(),
                v.tracking(),
                v.service(),
                v.subject(),
                v.district(),
                v.office(),
                v.state(),
                v.stage(),
                v.version(),
                v.ruleSet(),
                v.procedureVersion(),
                v.waitsFor(),
                null,
                null,
                List.of(),
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                v.opened(),
                v.ended(),
                v.held(),
                null,
                v.customer(),
                null,
                CaseView.ArchiveAccess.NONE);
    }

    /**
     * Returns a copy of the case in which the given applicants replace the case's applicants and personal facts are
     * masked.
     *
     * @param personal names of the facts that are personal data
     */
    public static CaseView withApplicants(CaseView v, List<Applicant> applicants, Set<String> personal) {
        return new CaseView(
                v.id(),
                v.number(),
                v.tracking(),
                v.service(),
                v.subject(),
                v.district(),
                v.office(),
                v.state(),
                v.stage(),
                v.version(),
                v.ruleSet(),
                v.procedureVersion(),
                v.waitsFor(),
                v.note(),
                v.noteFa(),
                applicants,
                v.request(),
                facts(v.facts(), personal),
                v.papers(),
                v.needs(),
                v.inquiries(),
                v.certificate(),
                v.opened(),
                v.ended(),
                v.held(),
                v.specialRequest(),
                v.customer(),
                v.expert(),
                CaseView.ArchiveAccess.NONE);
    }

    /** An applicant as another applicant of the same case sees them: the full name, but a shortened national ID and mobile number. */
    public static Applicant maskIdentifiers(Applicant a) {
        return new Applicant(a.role(), abbreviate(a.nationalId()), a.name(), abbreviate(a.mobile()));
    }

    private static Map<String, Object> facts(Map<String, Object> facts, Set<String> personal) {
        if (personal.isEmpty()) {
            return facts;
        }
        Map<String, Object> masked = new TreeMap<>(facts);
        masked.replaceAll((name, value) -> personal.contains(name) ? HIDDEN : value);
        return masked;
    }

    private static Applicant applicant(Applicant a) {
        return new Applicant(a.role(), abbreviate(a.nationalId()), HIDDEN, abbreviate(a.mobile()));
    }

    /** Replaces the file name by the kind of paper, because the file may have been named after its owner. */
    public static Paper paper(Paper p) {
        return new Paper(p.kind(), p.sha256(), p.revision(), p.source(), p.kind(), p.mediaType(), p.size());
    }

    public static InquiryView.Sheet sheet(InquiryView.Sheet s) {
        return new InquiryView.Sheet(s.sha256(), null, s.mediaType(), s.size());
    }

    private static InquiryView inquiry(InquiryView i) {
        return new InquiryView(
                i.id(),
                i.stage(),
                i.agency(),
                i.state(),
                i.reason(),
                i.verdict(),
                hidden(i.answerReason()),
                i.conditions().stream()
                        .map(c -> new Condition(c.code(), hidden(c.text())))
                        .toList(),
                i.attempts(),
                i.asked(),
                i.delivered(),
                i.due(),
                i.answered(),
                i.supersededBy(),
                i.notReachedSince(),
                i.escalated(),
                i.reminders(),
                i.paused(),
                i.sheets().stream().map(PersonalDataMask::sheet).toList());
    }

    @NullContract("!null -> !null")
    private static @Nullable String hidden(@Nullable String text) {
        return text == null ? null : HIDDEN;
    }

    /** The first three characters, then asterisks. They are enough to tell entries of a list apart and identify no person. */
    private static @Nullable String abbreviate(@Nullable String text) {
        if (text == null || text.equals(Persons.ERASED)) {
            return text;
        }
        return text.length() <= SHOWN ? HIDDEN : text.substring(0, SHOWN) + "*".repeat(text.length() - SHOWN);
    }
}
