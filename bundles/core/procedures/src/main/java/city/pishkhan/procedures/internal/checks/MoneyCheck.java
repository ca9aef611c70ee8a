package city.pishkhan.procedures.internal.checks;

import city.pishkhan.api.money.Payments;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.tables.Feel;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.BiConsumer;

/** Checks the payment settings of a procedure outside its tables: the office's fee and the refund shares of the ways a case can end. */
final class MoneyCheck {
    private final Procedure procedure;
    private final BiConsumer<String, String> wrong;
    private final RuleProblems ruleProblems;

    /** @param wrong receives a JSON pointer into the procedure's file and the problem's text */
    MoneyCheck(Procedure procedure, BiConsumer<String, String> wrong, RuleProblems ruleProblems) {
        this.procedure = procedure;
        this.wrong = wrong;
        this.ruleProblems = ruleProblems;
    }

    /** @param file root of the procedure's file */
    void check(JsonNode file) {
        boolean pays = procedure.payment().isPresent();
        if (file.has("refunds") && !pays) {
            wrong.accept("/refunds", "the applicant pays nothing that could be refunded");
        }
        if (pays && !file.has("refunds")) {
            // this check only requires the section refunds; the JSON Schema requires a share in it for every
            // way a case can end
            wrong.accept(
                    "",
                    "the applicant pays, so define under refunds the refund of a refused, lapsed, withdrawn or revoked case");
        }
        if (file.has("fee")
                && (procedure.hasMunicipalCustomer() || procedure.payment().isEmpty())) {
            wrong.accept("/fee", "the applicant has no payment to which a fee could be added");
        }
    }

    /** @param table decision table of a payment stage */
    void checkTable(TableSource table) {
        int place = table.output("duty").orElse(-1);
        for (TableSource.Rule rule : place < 0 ? List.<TableSource.Rule>of() : table.rules()) {
            TableSource.Cell cell = rule.outputs().get(place);
            if (Feel.string(cell.text()).filter(Payments.OFFICE_FEE::equals).isPresent()) {
                ruleProblems.add(
                        table.file(),
                        cell.mark(),
                        Payments.OFFICE_FEE + " must not be a duty of a table; define it in the procedure under fee");
            }
        }
    }
}
