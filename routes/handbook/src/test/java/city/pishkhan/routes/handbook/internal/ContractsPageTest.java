package city.pishkhan.routes.handbook.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractsPageTest {
    @Test
    void escapesTitlesOfContracts() {
        String page = ContractsServlet.html(
                List.of(Map.of("name", "fire", "edition", "1<2", "title", "<script>alert('fire')</script>")));
        assertTrue(page.contains("<td><a href=\"contracts/fire\">fire</a></td><td>1&lt;2</td>"), page);
        assertTrue(page.contains("<td>&lt;script&gt;alert(&#39;fire&#39;)&lt;/script&gt;</td>"), page);
    }
}
