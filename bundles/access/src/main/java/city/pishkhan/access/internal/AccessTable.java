package city.pishkhan.access.internal;

import city.pishkhan.api.Access;
import city.pishkhan.api.Caller;
import city.pishkhan.api.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The table of roles by operations, as {@code access.table} says it. */
@Component
public final class AccessTable implements Access {
    private final Map<String, Set<String>> roles = new HashMap<>();

    @Activate
    public AccessTable() {
        List<String[]> rows = rows();
        String[] columns = rows.get(0);
        for (String[] row : rows.subList(1, rows.size())) {
            if (row.length != columns.length || roles.put(row[0], marked(columns, row)) != null) {
                throw new IllegalStateException("access.table: bad or doubled row " + row[0]);
            }
        }
    }

    @Override
    public void check(Caller caller, String operation) {
        Set<String> allowed = roles.get(operation);
        if (allowed == null) {
            throw new IllegalArgumentException("access.table has no operation " + operation);
        }
        if (caller.roles().stream().noneMatch(role -> allowed.contains(kind(role)))) {
            throw Refusal.forbidden(
                    "This login may not call " + operation + ".", "این کاربر اجازه " + operation + " را ندارد.");
        }
    }

    Set<String> operations() {
        return Set.copyOf(roles.keySet());
    }

    /** {@code office:1204} is of kind {@code office}. */
    private static String kind(String role) {
        int colon = role.indexOf(':');
        return colon < 0 ? role : role.substring(0, colon);
    }

    private static Set<String> marked(String[] columns, String[] row) {
        Set<String> marked = new HashSet<>();
        for (int i = 1; i < columns.length; i++) {
            if (row[i].equals("yes")) {
                marked.add(columns[i]);
            } else if (!row[i].equals("-")) {
                throw new IllegalStateException(
                        "access.table: " + row[i] + " in row " + row[0] + " is neither yes nor -");
            }
        }
        return marked;
    }

    private static List<String[]> rows() {
        try (var in = AccessTable.class.getResourceAsStream("access.table")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split("\\s+"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
