package city.pishkhan.persistence.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DeferredStatementTest {

    /** The methods that an entity manager calls on each statement before closing it do not throw. */
    @Test
    void limitGettersReturnZero() throws SQLException {
        PreparedStatement statement =
                DeferredStatement.of(null, new DeferredWrites(), "update book.page set text = ? where id = ?");
        assertEquals(0, statement.getMaxRows());
        assertEquals(0, statement.getQueryTimeout());
        statement.close();
    }
}
