package city.pishkhan.routes.oversight.internal;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.Oversight.Figures;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.contracts.oversight.Entries;
import city.pishkhan.contracts.oversight.OversightCase;
import city.pishkhan.contracts.oversight.Statistics;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import city.pishkhan.doors.mapping.CsvTable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.stream.Stream;

/** Converts service objects to the wire form of the oversight door. */
final class OversightCaseMapper {
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final double HUNDREDTHS = 100;

    private OversightCaseMapper() {}

    static OversightCase view(CaseView v) {
        return new OversightCase(
                v.id(),
                v.number(),
                v.service(),
                v.subject(),
                v.district(),
                v.office(),
                CommonCaseMapper.state(v.state()),
                v.stage(),
                v.ruleSet(),
                v.procedureVersion(),
                v.waitsFor(),
                v.applicants().stream().map(Cases.Applicant::role).toList(),
                v.facts(),
                v.papers().stream().map(CommonCaseMapper::paper).toList(),
                v.inquiries().stream().map(CommonCaseMapper::inquiry).toList(),
                v.certificate(),
                v.opened(),
                v.ended(),
                CommonCaseMapper.hold(v.held()),
                v.specialRequest(),
                v.customer());
    }

    static Entries.Entry entry(Journal.Entry e) {
        return new Entries.Entry(
                e.sequence(),
                e.id(),
                e.caseId(),
                e.position(),
                e.at(),
                e.event(),
                e.actor(),
                e.details(),
                e.previous(),
                e.hash());
    }

    static Statistics.Line line(Figures f) {
        return new Statistics.Line(
                f.key(),
                f.opened(),
                f.approved(),
                f.refused(),
                f.withdrawn(),
                f.pending(),
                hours(f.medianCase()),
                f.asked(),
                f.answered(),
                f.inTime(),
                f.late(),
                hours(f.medianAnswer()),
                f.sheets(),
                hours(f.medianCaseSaved()),
                hours(f.medianAnswerSaved()));
    }

    private static Double hours(Duration duration) {
        return duration == null ? null : Math.round(duration.toMillis() / MILLIS_PER_HOUR * HUNDREDTHS) / HUNDREDTHS;
    }

    /** Writes a heading with the column names and one line per record. */
    static CsvTable csv(Statistics figures) {
        RecordComponent[] columns = Statistics.Line.class.getRecordComponents();
        CsvTable csv =
                new CsvTable(Stream.of(columns).map(RecordComponent::getName).toList());
        figures.items()
                .forEach(line -> csv.line(
                        Stream.of(columns).map(column -> value(column, line)).toArray()));
        return csv;
    }

    private static Object value(RecordComponent column, Statistics.Line line) {
        try {
            return column.getAccessor().invoke(line);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
