package city.pishkhan.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesLookupTest {
    private final Messages messages = Messages.of(MessagesLookupTest.class);

    @Test
    void insertsArgumentsUnchanged() {
        assertEquals("Send 1000 of {x} $1.", messages.english("some.key", 1000, "{x} $1"));
        assertEquals(new Text("Send 1 of 2.", "۲ تا 1"), messages.text("some.key", 1, 2));
        assertEquals("Send 1 of 2. / ۲ تا 1", messages.text("some.key", 1, 2).toString());
    }

    @Test
    void joinsCollectionsPerLanguage() {
        assertEquals(
                new Text("Send a, b of c.", "۲ تا a، b"), messages.text("some.key", List.of("a", "b"), List.of("c")));
    }

    @Test
    void insertsTextArgumentInEachLanguage() {
        Text one = new Text("a", "الف");
        assertEquals(new Text("Send a, b of a.", "۲ تا الف، b"), messages.text("some.key", List.of(one, "b"), one));
    }

    @Test
    void isolatesTextDirectionOfCodes() {
        assertEquals(new Text("Write from, not x.", "\u2066from\u2069 نه x"), messages.text("code", "x"));
    }

    @Test
    void findsCatalogueOfNearestParentPackage() {
        assertSame(messages, Messages.of(MessagesLookupTest.class));
        assertEquals("Nothing.", Messages.of(Inner.class).english("nothing"));
        assertThrows(IllegalStateException.class, () -> Messages.of(Test.class));
    }

    @Test
    void reportsMissingKeyAndClass() {
        String message = assertThrows(IllegalStateException.class, () -> messages.text("other.key"))
                .getMessage();
        assertTrue(message.contains("other.key") && message.contains(MessagesLookupTest.class.getName()), message);
    }

    private static final class Inner {}
}
