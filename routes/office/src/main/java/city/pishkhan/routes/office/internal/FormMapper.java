package city.pishkhan.routes.office.internal;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.contracts.office.forms.ServiceForm;
import city.pishkhan.contracts.office.forms.ServiceForm.Field;
import city.pishkhan.contracts.office.forms.ServiceForm.Word;
import city.pishkhan.doors.call.DoorJson;
import city.pishkhan.doors.mapping.RefundTermsMapper;
import city.pishkhan.doors.mapping.StageMapper;
import city.pishkhan.messages.Messages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates the form of a procedure. Labels come from the vocabulary, explanations from the decision tables that use a field. */
final class FormMapper {
    private static final Messages MESSAGES = Messages.of(FormMapper.class);
    private static final Map<String, String> TYPES =
            Map.of("text", "text", "integer", "integer", "decimal", "decimal", "flag", "flag");

    private final RuleTexts.Text text;
    private final Procedure procedure;
    private final Papers papers;
    private final Map<String, RuleTexts.Fact> facts;
    private final Map<String, RuleTexts.Table> tables;
    private final Map<String, RuleTexts.Word> words;

    FormMapper(RuleTexts.Text text, Procedure procedure, Papers papers) {
        this.papers = papers;
        this.text = text;
        this.procedure = procedure;
        facts = text.facts().stream().collect(Collectors.toMap(RuleTexts.Fact::name, Function.identity()));
        tables = text.tables().stream().collect(Collectors.toMap(RuleTexts.Table::name, Function.identity()));
        words = text.words().stream().collect(Collectors.toMap(RuleTexts.Word::code, Function.identity(), (a, b) -> a));
    }

    ServiceForm form(@Nullable String decision, RuleSet rules) {
        List<Field> fields = fields(rules);
        return new ServiceForm(
                procedure.service(),
                procedure.version(),
                text.hash(),
                decision,
                procedure.titleEn(),
                procedure.titleFa(),
                procedure.subject(),
                procedure.customer(),
                DoorJson.write(new FormSchema(procedure, fields).schema()),
                fields,
                procedure.stages().stream().map(stage -> stage(stage, rules)).toList(),
                text.papers().stream()
                        .map(p -> new ServiceForm.Paper(
                                p.code(), p.en(), p.fa(), papers.isPersonal(p.code()), rules.isCollected(p.code())))
                        .toList(),
                StageMapper.words(text.words()),
                procedure.fee() == null
                        ? null
                        : new ServiceForm.Fee(
                                procedure.fee().amount(),
                                procedure.fee().titleEn(),
                                procedure.fee().titleFa()),
                procedure.payment().isPresent() ? RefundTermsMapper.terms(procedure.refunds()) : null);
    }

    private List<Field> fields(RuleSet rules) {
        List<Field> fields = new ArrayList<>();
        String subject = procedure.hasVehicleSubject() ? "plate" : "property";
        fields.add(commonField(
                "subject",
                subject,
                procedure.hasVehicleSubject() ? "plate" : "renovation-code",
                true,
                List.of(),
                null));
        fields.add(commonField(
                "applicants[].role",
                "role",
                null,
                true,
                Stream.of("owner", "co-owner", "proxy").map(FormMapper::role).toList(),
                null));
        fields.add(commonField("applicants[].nationalId", "national-id", "person", true, List.of(), null));
        fields.add(commonField("applicants[].name", "name", null, true, List.of(), CaseRequestMapper.LONGEST_NAME));
        fields.add(commonField("applicants[].mobile", "mobile", "mobile", false, List.of(), null));
        if (procedure.hasBuildingRequest()) {
            fields.add(
                    fact("request.floors", Set.of("floors"), "floors", "integer", 1L, (long) Cases.Request.MAX_FLOORS));
            fields.add(part("use", "uses", "text", null, null));
            fields.add(part("area", "area", "integer", 1L, Cases.Part.MAX_AREA));
            fields.add(part("units", "units", "integer", 0L, (long) Cases.Part.MAX_UNITS));
        } else if (procedure.asks() != null) {
            procedure.asks().forEach(name -> fields.add(statedField("facts.", name, rules)));
        }
        if (!procedure.hasVehicleSubject()) {
            fields.add(commonField(
                    "specialRequest", "special-request", null, false, List.of(), CaseRequestMapper.LONGEST_DECISION));
        }
        return fields;
    }

    private Field part(String member, String fact, String type, @Nullable Long minimum, @Nullable Long maximum) {
        return fact("request.parts[]." + member, Set.of(fact, "parts"), fact, type, minimum, maximum);
    }

    private Field statedField(String member, String name, RuleSet rules) {
        List<Word> choices = rules.choices(name).stream().map(FormMapper::word).toList();
        String type = TYPES.getOrDefault(Objects.requireNonNull(facts.get(name)).type(), "text");
        return vocabularyField(
                member + name, Set.of(name), name, choices.isEmpty() ? type : "choice", choices, null, null);
    }

    private Field fact(
            String path, Set<String> names, String fact, String type, @Nullable Long minimum, @Nullable Long maximum) {
        return vocabularyField(path, names, fact, type, List.of(), minimum, maximum);
    }

    /** Creates a field for a fact of the vocabulary; the explanation lists the stages that use it. */
    private Field vocabularyField(
            String path,
            Set<String> names,
            String fact,
            String type,
            List<Word> choices,
            @Nullable Long minimum,
            @Nullable Long maximum) {
        List<Stage> deciding = procedure.stages().stream()
                .filter(s -> s.table() != null && hasAnyOf(s.table(), names))
                .toList();
        Set<String> shown = procedure.stages().stream()
                .flatMap(s -> s.agencies().entrySet().stream())
                .filter(a -> !Collections.disjoint(a.getValue().shows(), names))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        RuleTexts.Fact known = Objects.requireNonNull(facts.get(fact));
        return new Field(
                path,
                type,
                true,
                known.en(),
                known.fa(),
                null,
                null,
                MESSAGES.english(
                        "form.decides",
                        deciding.stream().map(Stage::titleEn).toList(),
                        shown.stream().map(a -> word(a).en()).toList()),
                MESSAGES.persian(
                        "form.decides",
                        deciding.stream().map(Stage::titleFa).toList(),
                        shown.stream().map(a -> word(a).fa()).toList()),
                deciding.stream().map(Stage::table).toList(),
                null,
                choices,
                minimum,
                maximum,
                null);
    }

    private boolean hasAnyOf(String table, Set<String> names) {
        RuleTexts.Table found = tables.get(table);
        return found != null && !Collections.disjoint(found.names(), names);
    }

    /** Creates a field that every case has; its texts are messages of this bundle. */
    private static Field commonField(
            String path,
            String name,
            @Nullable String check,
            boolean required,
            List<Word> choices,
            @Nullable Integer longest) {
        String key = "form." + name;
        boolean hinted = MESSAGES.hasKey(key + ".hint");
        return new Field(
                path,
                choices.isEmpty() ? "text" : "choice",
                required,
                MESSAGES.english(key),
                MESSAGES.persian(key),
                hinted ? MESSAGES.english(key + ".hint") : null,
                hinted ? MESSAGES.persian(key + ".hint") : null,
                MESSAGES.english(key + ".why"),
                MESSAGES.persian(key + ".why"),
                List.of(),
                check,
                choices,
                null,
                null,
                longest);
    }

    private static Word role(String code) {
        return new Word(code, MESSAGES.english("form.role." + code), MESSAGES.persian("form.role." + code));
    }

    private Word word(String code) {
        RuleTexts.Word found = words.get(code);
        return found == null ? new Word(code, code, code) : new Word(code, found.en(), found.fa());
    }

    private static Word word(Choice choice) {
        return new Word(choice.code(), choice.titleEn(), choice.titleFa());
    }

    private ServiceForm.Stage stage(Stage s, RuleSet rules) {
        return StageMapper.stage(
                s,
                s.kind() != StageKind.INSPECTION
                        ? List.of()
                        : s.findings().stream()
                                .map(name -> statedField("findings.", name, rules))
                                .toList());
    }
}
