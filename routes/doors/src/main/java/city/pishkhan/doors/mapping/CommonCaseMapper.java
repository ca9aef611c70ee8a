package city.pishkhan.doors.mapping;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.contracts.Condition;
import city.pishkhan.contracts.office.cases.Applicant;
import city.pishkhan.contracts.office.cases.Case;
import city.pishkhan.contracts.office.cases.CaseList;
import city.pishkhan.contracts.office.cases.Hold;
import city.pishkhan.contracts.office.certificates.Certificate;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.messages.NullContract;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;

/** Converts parts of cases to the wire form that several doors share. Mappers of whole cases extend this class. */
@Mapper(config = WireMapping.class)
public abstract class CommonCaseMapper {
    /** Mapper without dependencies, for lists and parts of cases. */
    public static final CommonCaseMapper INSTANCE = new CommonCaseMapperImpl();

    private static final Set<String> STATES = Arrays.stream(Cases.State.values())
            .map(CommonCaseMapper::state)
            .collect(Collectors.toCollection(LinkedHashSet::new));

    public static String state(Cases.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Parses a state, or returns {@code null} if absent.
     *
     * @throws city.pishkhan.api.Refusal INVALID with {@code field}
     */
    public static Cases.@Nullable State state(String field, @Nullable String text) {
        return text == null
                ? null
                : Cases.State.valueOf(FieldCheck.oneOf(field, text, STATES).toUpperCase(Locale.ROOT));
    }

    /**
     * Converts to the wire form: {@code APPROVE_WITH_CONDITIONS} becomes {@code approve-with-conditions}.
     * @param name may be {@code null}
     */
    @Named("verdict")
    @NullContract("!null -> !null")
    public static @Nullable String verdict(@Nullable String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public abstract Applicant applicant(Cases.Applicant a);

    public abstract Case.Paper paper(Cases.Paper p);

    @Mapping(target = "verdict", qualifiedByName = "verdict")
    public abstract Case.Inquiry inquiry(InquiryView i);

    protected abstract Condition condition(city.pishkhan.spi.Condition c);

    protected abstract Case.AnswerSheet answerSheet(InquiryView.Sheet s);

    /** @param hold hold of a case or inquiry, or {@code null} */
    @Mapping(target = "reason", source = "english")
    @Mapping(target = "reasonFa", source = "persian")
    public abstract Hold hold(Cases.Hold hold);

    public abstract CaseList list(Page<Cases.Summary> page);

    public abstract List<CaseList.Line> lines(List<Cases.Summary> summaries);

    protected abstract CaseList.Line line(Cases.Summary s);

    public abstract Certificate certificate(Certificates.Certificate c);
}
