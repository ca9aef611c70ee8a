package city.pishkhan.procedures.internal.checks;

import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.messages.Messages;
import city.pishkhan.procedures.internal.compiled.CompiledRuleSet;
import city.pishkhan.procedures.internal.compiled.DeliveryOrder;
import city.pishkhan.procedures.internal.compiled.ProcedureReader;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.RuleSource;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.files.YamlFile;
import city.pishkhan.procedures.internal.tables.FactDefinition;
import city.pishkhan.procedures.internal.tables.Feel;
import city.pishkhan.procedures.internal.tables.KnownFacts;
import city.pishkhan.procedures.internal.tables.TableMode;
import city.pishkhan.procedures.internal.tables.Vocabulary;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Validates the references of a procedure: tables, facts, papers, agencies and earlier stages. */
final class ProcedureCheck {
    private static final Messages MESSAGES = Messages.of(ProcedureCheck.class);

    private static final Map<StageKind, List<String>> OUTPUTS = Map.of(
            StageKind.PAPERS, List.of("paper", "reason", "reasonFa"),
            StageKind.INSPECTION, List.of("paper", "reason", "reasonFa"),
            StageKind.LOOKUP, List.of("field", "value", "limit", "reasonEn", "reasonFa"),
            StageKind.INQUIRIES, List.of("agency", "reason", "reasonFa"),
            StageKind.PAYMENT, List.of("duty", "amount", "titleEn", "titleFa", "account"));

    private final YamlFile file;
    private final RuleSource source;
    private final Vocabulary vocabulary;
    private final CompiledRuleSet rules;
    private final Procedure procedure;
    private final Map<String, TableMode> modes;
    private final RuleProblems ruleProblems;
    private final KnownFacts known;
    private final MoneyCheck money;
    private final Set<String> earlier = new HashSet<>();
    private final Set<StageKind> kinds = EnumSet.noneOf(StageKind.class);

    ProcedureCheck(
            YamlFile file, RuleSource source, Vocabulary vocabulary, CompiledRuleSet rules, RuleProblems ruleProblems) {
        this.file = file;
        this.source = source;
        this.vocabulary = vocabulary;
        this.rules = rules;
        this.procedure = ProcedureReader.procedure(file.root());
        this.modes = ProcedureReader.modes(file.root());
        this.ruleProblems = ruleProblems;
        this.known = new KnownFacts(procedure);
        this.money = new MoneyCheck(procedure, this::addProblem, ruleProblems);
    }

    void check() {
        if (!file.name().equals(procedure.service() + ".yaml")) {
            addProblem(
                    "/service",
                    "the file of the service " + procedure.service() + " must be named " + procedure.service()
                            + ".yaml");
        }
        new OpeningRuleCheck(procedure, vocabulary, rules, this::addProblem).check();
        money.check(file.root());
        for (int i = 0; i < procedure.stages().size(); i++) {
            checkStage(procedure.stages().get(i), "/stages/" + i);
        }
    }

    private void checkStage(Stage stage, String at) {
        for (int i = 0; i < stage.sendBack().size(); i++) {
            if (!earlier.contains(stage.sendBack().get(i))) {
                addProblem(at + "/sendBack/" + i, stage.sendBack().get(i) + " is not an earlier stage");
            }
        }
        if (!earlier.add(stage.id())) {
            addProblem(at + "/id", "the stage " + stage.id() + " exists twice");
        }
        if (stage.kind() == StageKind.LOOKUP) {
            known.addLookup(stage.agency());
            if (!stage.agencies().keySet().equals(Set.of(stage.agency()))) {
                addProblem(at + "/agencies", "a lookup must configure the agency that it queries, " + stage.agency());
            }
        }
        if (stage.payer().equals(Procedures.MUNICIPALITY) && !procedure.hasMunicipalCustomer()) {
            addProblem(at + "/payer", "the municipality pays only where it is the customer");
        }
        if (stage.discipline() != null
                && vocabulary.disciplines().stream()
                        .noneMatch(known -> known.code().equals(stage.discipline()))) {
            addProblem(at + "/discipline", stage.discipline() + " is not a discipline of the vocabulary");
        }
        DeliveryOrder.findProblem(stage, kinds).ifPresent(wrong -> addProblem(at + "/kind", wrong));
        stage.agencies().keySet().forEach(name -> checkAgency(stage, name, at + "/agencies/" + name));
        if (stage.kind() == StageKind.LOOKUP) {
            // the table of a look-up may use the facts that the look-up itself found
            checkFindings(stage, at + "/findings/");
        }
        if (stage.table() != null) {
            checkTable(stage, at + "/table");
        }
        kinds.add(stage.kind());
        if (stage.kind() != StageKind.LOOKUP) {
            // an inspection's findings are known only to later stages
            checkFindings(stage, at + "/findings/");
        }
    }

    private void checkAgency(Stage stage, String name, String at) {
        var rule = stage.agencies().get(name);
        for (int i = 0; i < rule.shows().size(); i++) {
            FactDefinition fact = vocabulary.facts().get(rule.shows().get(i));
            if (fact == null) {
                addProblem(at + "/shows/" + i, rule.shows().get(i) + " is not a fact of the vocabulary");
            } else if (stage.kind() == StageKind.LOOKUP && fact.lookup() != null || known.isMissing(fact)) {
                addProblem(at + "/shows/" + i, fact.name() + " " + KnownFacts.source(fact));
            }
        }
        for (int i = 0; i < rule.attachments().size(); i++) {
            if (!vocabulary.papers().contains(rule.attachments().get(i))) {
                addProblem(at + "/attachments/" + i, rule.attachments().get(i) + " is not a paper of the vocabulary");
            }
        }
        if (rule.extensions() == 0 && file.root().at(at).has("extension")) {
            addProblem(at + "/extension", "extension must be absent, because the agency may not request extensions");
        }
        new ReminderCheck(source.calendar()).findProblem(rule).ifPresent(wrong -> addProblem(at + "/reminders", wrong));
        if (rule.onReject().equals("send-back") && stage.sendBack().isEmpty()) {
            addProblem(at + "/onReject", "the stage must define stages to send back to (sendBack)");
        }
    }

    private void checkTable(Stage stage, String at) {
        TableSource table = source.tables().get(stage.table());
        if (table == null) {
            addProblem(at, "unknown table " + stage.table());
            return;
        }
        checkOutputs(stage, table, at);
        rules.tables().get(table.id()).requiredFacts().stream()
                .filter(known::isMissing)
                .forEach(fact -> addProblem(
                        at, "the table " + table.id() + " uses " + fact.name() + ", which " + KnownFacts.source(fact)));
        if (stage.kind() == StageKind.PAPERS || stage.kind() == StageKind.INSPECTION) {
            checkLiterals(table, "paper", vocabulary.papers()::contains, "is not a paper of the vocabulary");
        }
        if (stage.kind() == StageKind.INQUIRIES) {
            checkLiterals(
                    table,
                    "agency",
                    stage.agencies()::containsKey,
                    "is not an agency of the stage " + stage.id() + " of " + file.name());
            checkAllAsked(stage, table, at);
        }
        if (stage.kind() == StageKind.PAYMENT) {
            money.checkTable(table);
        }
        if (stage.kind() == StageKind.PAYMENT
                && !"amount"
                        .equals(modes.getOrDefault(table.id(), TableMode.PLAIN).sum())) {
            addProblem(
                    at,
                    "the table of a payment must be summed: tables: {" + table.id()
                            + ": {sum: {by: duty, of: amount}}}");
        }
    }

    /**
     * Reports missing outputs, and outputs that the hub does not read, because their name is misspelt or stands for a
     * feature that does not exist.
     */
    private void checkOutputs(Stage stage, TableSource table, String at) {
        List<String> read = OUTPUTS.getOrDefault(stage.kind(), List.of());
        List<String> missing =
                read.stream().filter(output -> table.output(output).isEmpty()).toList();
        missing.forEach(output ->
                addProblem(at, "the table " + table.id() + " of a stage of this kind must have the output " + output));
        if (!read.isEmpty() && missing.isEmpty()) {
            table.outputs().stream()
                    .filter(output -> !read.contains(output.name()))
                    .forEach(output -> ruleProblems.add(
                            table.file(),
                            output.mark(),
                            "unused output " + output.name() + "; outputs are " + String.join(", ", read)));
        }
    }

    /**
     * Reports agencies of the stage that no row of its table selects for an inquiry, for example because a row was
     * deleted by mistake.
     */
    private void checkAllAsked(Stage stage, TableSource table, String at) {
        int place = table.output("agency").orElse(-1);
        for (String agency : place < 0 ? Set.<String>of() : stage.agencies().keySet()) {
            if (table.rules().stream()
                    .noneMatch(rule -> Feel.string(rule.outputs().get(place).text())
                            .filter(agency::equals)
                            .isPresent())) {
                addProblem(
                        at.substring(0, at.lastIndexOf('/')) + "/agencies/" + agency,
                        MESSAGES.bilingual("procedure-check.agency-unasked", table.id(), agency));
            }
        }
    }

    private void checkFindings(Stage stage, String at) {
        for (int i = 0; i < stage.findings().size(); i++) {
            String name = stage.findings().get(i);
            FactDefinition fact = vocabulary.facts().get(name);
            boolean lookup = stage.kind() == StageKind.LOOKUP;
            if (lookup && (fact == null || !stage.agency().equals(fact.lookup()))) {
                addProblem(
                        at + i,
                        name + " is not a fact of the vocabulary that a lookup of " + stage.agency() + " provides");
            } else if (!lookup && (fact == null || !KnownFacts.INSPECTION.equals(fact.from()))) {
                addProblem(at + i, name + " is not a fact of the vocabulary from an inspection");
            }
            known.addFinding(name);
        }
    }

    /**
     * Checks that every rule of the table writes a known code into the output, as a string literal. Computed values
     * cannot be checked in advance.
     */
    private void checkLiterals(TableSource table, String output, Predicate<String> known, String otherwise) {
        int place = table.output(output).orElse(-1);
        for (TableSource.Rule rule : place < 0 ? List.<TableSource.Rule>of() : table.rules()) {
            TableSource.Cell cell = rule.outputs().get(place);
            String text = Feel.string(cell.text()).orElse(null);
            if (text == null || !known.test(text)) {
                ruleProblems.add(
                        table.file(),
                        cell.mark(),
                        text == null ? output + " must be one quoted text" : text + " " + otherwise);
            }
        }
    }

    private void addProblem(String pointer, String message) {
        ruleProblems.add(file.name(), file.value(pointer), message);
    }
}
