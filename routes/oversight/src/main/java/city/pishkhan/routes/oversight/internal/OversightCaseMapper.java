package city.pishkhan.routes.oversight.internal;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.Oversight.Figures;
import city.pishkhan.api.journal.EventTerms;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.contracts.oversight.Entries;
import city.pishkhan.contracts.oversight.OversightCase;
import city.pishkhan.contracts.oversight.Statistics;
import city.pishkhan.contracts.oversight.Terms;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import city.pishkhan.doors.mapping.CsvTable;
import city.pishkhan.doors.mapping.WireMapping;
import city.pishkhan.messages.NullContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Converts service objects to the wire form of the oversight door. */
@Mapper(config = WireMapping.class)
abstract class OversightCaseMapper extends CommonCaseMapper {
    static final OversightCaseMapper INSTANCE = new OversightCaseMapperImpl();

    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final double HUNDREDTHS = 100;

    abstract OversightCase view(CaseView v);

    /** Oversight bodies see the roles of applicants, not the persons. */
    protected static @Nullable String role(Cases.Applicant a) {
        return a.role();
    }

    abstract Entries.Entry entry(Journal.Entry e);

    @Mapping(target = "medianCaseHours", source = "medianCase")
    @Mapping(target = "answeredInTime", source = "inTime")
    @Mapping(target = "medianAnswerHours", source = "medianAnswer")
    @Mapping(target = "sheetsSaved", source = "sheets")
    @Mapping(target = "medianCaseHoursSaved", source = "medianCaseSaved")
    @Mapping(target = "medianAnswerHoursSaved", source = "medianAnswerSaved")
    abstract Statistics.Line line(Figures f);

    @NullContract("!null -> !null")
    protected static @Nullable Double hours(@Nullable Duration duration) {
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

    abstract List<Terms.Term> terms(List<EventTerms.EventTerm> terms);

    @Mapping(target = "titleFa", source = "persian")
    @Mapping(target = "titleEn", source = "english")
    protected abstract Terms.Term term(EventTerms.EventTerm t);
}
