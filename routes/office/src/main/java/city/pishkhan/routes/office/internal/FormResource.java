package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.Procedures.Version;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.security.Caller;
import city.pishkhan.contracts.office.forms.CaseSearch;
import city.pishkhan.contracts.office.forms.CheckedValue;
import city.pishkhan.contracts.office.forms.ServiceList;
import city.pishkhan.contracts.office.forms.ValueCheck;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.CaseTable;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import city.pishkhan.doors.mapping.ListTable;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.Mobile;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.PlateNumber;
import city.pishkhan.identifiers.PostalCode;
import city.pishkhan.identifiers.RenovationCode;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Operations that a counter needs before a case exists: services, their forms, and checks of entered values. */
final class FormResource {
    private static final String VALUE = "value";
    private static final Map<String, UnaryOperator<String>> CHECKS = new TreeMap<>(Map.of(
            "person",
            text -> FieldCheck.person(VALUE, text),
            "mobile",
            text -> FieldCheck.identifier(VALUE, text, Mobile::parse).value(),
            "postal-code",
            text -> FieldCheck.identifier(VALUE, text, PostalCode::parse).value(),
            "renovation-code",
            text -> FieldCheck.identifier(VALUE, text, RenovationCode::parse).value(),
            "plate",
            text -> FieldCheck.identifier(VALUE, text, PlateNumber::parse).value(),
            "case-number",
            text -> FieldCheck.identifier(VALUE, text, CaseNumber::parse).value(),
            "day",
            FormResource::day));

    private final Procedures procedures;
    private final RuleTexts texts;
    private final Cases cases;
    private final SubjectLookup subjectLookup;
    private final Offices offices;
    private final Papers papers;

    FormResource(
            Procedures procedures,
            RuleTexts texts,
            Cases cases,
            SubjectLookup subjectLookup,
            Offices offices,
            Papers papers) {
        this.papers = papers;
        this.procedures = procedures;
        this.texts = texts;
        this.cases = cases;
        this.subjectLookup = subjectLookup;
        this.offices = offices;
    }

    /** Lists services, except those ordered by the municipality, which cannot be opened at a counter. */
    DoorReply services(DoorCall doorCall) {
        RuleSet rules = procedures.inForce();
        return DoorReply.ok(new ServiceList(
                rules.hash(),
                rules.services().stream()
                        .map(rules::procedure)
                        .flatMap(Optional::stream)
                        .filter(p -> !p.hasMunicipalCustomer())
                        .sorted(Comparator.comparing(Procedure::service))
                        .map(p -> new ServiceList.Line(
                                p.service(),
                                p.titleEn(),
                                p.titleFa(),
                                p.subject(),
                                hindrance(doorCall.caller(), p.service())))
                        .toList(),
                RenovationCode.LENGTHS));
    }

    /** Reports in advance why the office may not open a case; the daily quota is checked only when the case is opened. */
    private ServiceList.@Nullable Hindrance hindrance(Caller caller, String service) {
        if (caller.office().isEmpty()) {
            return null;
        }
        try {
            offices.checkOpening(caller.office().get(), service, Instant.now(), () -> 0);
            return null;
        } catch (Refusal refusal) {
            return new ServiceList.Hindrance(refusal.english(), refusal.persian());
        }
    }

    DoorReply form(DoorCall doorCall) {
        String service = FieldCheck.name("service", doorCall.param("service"));
        String wanted = doorCall.param("ruleSet");
        String hash = wanted == null ? procedures.inForce().hash() : FieldCheck.sha256("ruleSet", wanted);
        RuleTexts.Text text = texts.text(hash).orElseThrow(() -> Refusal.notFound("rules"));
        Procedure procedure = text.procedures().stream()
                .filter(p -> p.service().equals(service))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("service"));
        return DoorReply.ok(new FormMapper(text, procedure, papers).form(decision(hash), procedures.ruleSet(hash)));
    }

    private @Nullable String decision(String hash) {
        return texts.enacted().stream()
                .filter(v -> v.hash().equals(hash) && v.decision() != null)
                .map(Version::decision)
                .findFirst()
                .orElse(null);
    }

    DoorReply check(DoorCall doorCall) {
        ValueCheck given = doorCall.body(ValueCheck.class);
        String kind = FieldCheck.oneOf("kind", given.kind(), CHECKS.keySet());
        return DoorReply.ok(new CheckedValue(
                kind, Objects.requireNonNull(CHECKS.get(kind)).apply(FieldCheck.text(VALUE, given.value(), 200))));
    }

    /** Parses a day of the Gregorian or Persian calendar; their valid years do not overlap. */
    private static String day(String text) {
        String digits = PersianText.normalise(text).replace('/', '-');
        try {
            return FieldCheck.present(VALUE, FieldCheck.day(VALUE, digits, null))
                    .toString();
        } catch (Refusal e) {
            return FieldCheck.identifier(VALUE, text, PersianDate::parse)
                    .toLocalDate()
                    .toString();
        }
    }

    DoorReply property(DoorCall doorCall) {
        return DoorReply.ok(
                CaseMapper.INSTANCE.property(subjectLookup.lookUpPlanOrder("code", doorCall.param("code"))));
    }

    DoorReply search(DoorCall doorCall) {
        CaseSearch wanted = doorCall.body(CaseSearch.class);
        return DoorReply.ok(CommonCaseMapper.INSTANCE.list(
                cases.list(doorCall.caller(), filter(wanted), wanted.cursor(), doorCall.limit())));
    }

    DoorReply searchTable(DoorCall doorCall) {
        CaseSearch wanted = doorCall.body(CaseSearch.class);
        Cases.Filter filter = filter(wanted);
        return CaseTable.reply(
                doorCall,
                procedures,
                wanted.cursor(),
                cursor -> cases.list(doorCall.caller(), filter, cursor, ListTable.LINES));
    }

    private static Cases.Filter filter(CaseSearch wanted) {
        if (wanted.nationalId() == null && wanted.subject() == null) {
            throw Refusal.invalid("search.empty", "nationalId");
        }
        String person = wanted.nationalId() == null ? null : FieldCheck.person("nationalId", wanted.nationalId());
        String subject = wanted.subject() == null ? null : SubjectLookup.parse(wanted.subject());
        return Cases.Filter.of(subject, person);
    }
}
