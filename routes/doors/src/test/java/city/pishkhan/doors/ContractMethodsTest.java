package city.pishkhan.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.contracts.office.OfficeApi;
import city.pishkhan.contracts.visitor.RulesApi;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContractMethodsTest {
    private final ContractMethods office = new ContractMethods(OfficeApi.class);
    private final ContractMethods rules = new ContractMethods(RulesApi.class);
    private final ContractMethods sample = new ContractMethods(SampleApi.class);

    @Test
    void pathAllowsMethodsOfItsOperations() {
        assertEquals(Set.of("GET", "HEAD", "PUT", "OPTIONS"), sample.allowed("/things/5"));
        assertEquals(Set.of("POST", "OPTIONS"), sample.allowed("/things"));
        assertEquals(Set.of("POST", "OPTIONS"), sample.allowed("/things/"));
        assertEquals(Set.of("GET", "HEAD", "POST", "OPTIONS"), office.allowed("/cases"));
        assertEquals(Set.of("POST", "OPTIONS"), office.allowed("/cases/1/submission"));
        assertEquals(Set.of("GET", "HEAD", "OPTIONS"), office.allowed("/openapi.json"));
    }

    @Test
    void pathVariableMatchesOneSegmentOrItsPattern() {
        assertEquals(Set.of(), sample.allowed("/things/5/6"));
        assertEquals(Set.of(), sample.allowed("/"));
        assertEquals(Set.of("GET", "HEAD", "OPTIONS"), rules.allowed("/" + "a".repeat(64) + "/files/data/x/y.csv"));
    }
}
