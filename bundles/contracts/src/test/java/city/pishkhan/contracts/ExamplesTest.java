package city.pishkhan.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.contracts.agency.Answer;
import city.pishkhan.contracts.agency.Item;
import city.pishkhan.contracts.agency.Receipt;
import city.pishkhan.contracts.office.Attempt;
import city.pishkhan.contracts.office.Bills;
import city.pishkhan.contracts.office.Case;
import city.pishkhan.contracts.office.NewCase;
import city.pishkhan.contracts.office.PaperReference;
import city.pishkhan.contracts.office.PaymentOrder;
import city.pishkhan.contracts.office.Revision;
import city.pishkhan.contracts.office.Verification;
import city.pishkhan.contracts.office.Withdrawal;
import city.pishkhan.contracts.visitor.Login;
import city.pishkhan.contracts.visitor.TokenGrant;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The published examples are the wire form: each is read without a member left over, and written again as it was. */
class ExamplesTest {
    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    static Stream<Arguments> examples() {
        return Stream.of(
                Arguments.of("login", Login.class),
                Arguments.of("token-grant", TokenGrant.class),
                Arguments.of("new-case", NewCase.class),
                Arguments.of("case", Case.class),
                Arguments.of("paper-reference", PaperReference.class),
                Arguments.of("revision", Revision.class),
                Arguments.of("withdrawal", Withdrawal.class),
                Arguments.of("verification", Verification.class),
                Arguments.of("payment-order", PaymentOrder.class),
                Arguments.of("attempt", Attempt.class),
                Arguments.of("bills", Bills.class),
                Arguments.of("worklist", Item.Listing.class),
                Arguments.of("answer", Answer.class),
                Arguments.of("batch", Answer.Batch.class),
                Arguments.of("receipt", Receipt.class),
                Arguments.of("problem", Problem.class));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsAndWrites(String name, Class<?> type) throws IOException {
        try (var in = Problem.class.getResourceAsStream("examples/" + name + ".json")) {
            var tree = json.readTree(in);
            assertEquals(tree, json.readTree(json.writeValueAsBytes(json.treeToValue(tree, type))));
        }
    }
}
