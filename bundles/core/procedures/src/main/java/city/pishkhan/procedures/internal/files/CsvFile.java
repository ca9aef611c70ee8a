package city.pishkhan.procedures.internal.files;

import city.pishkhan.procedures.internal.files.RuleProblem.Mark;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads data tables as CSV. The first line contains the column names, and the first column contains the row names. A column whose name ends
 * in {@code :integer} contains non-negative whole numbers, any other column text. Empty cells and duplicate rows are errors.
 */
final class CsvFile {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
    private static final Pattern COLUMN = Pattern.compile("([a-z][A-Za-z0-9]*)(:integer)?");
    private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final String INTEGER_MARK = ":integer";
    private static final int LONGEST_TEXT = 200;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String name;
    private final RuleProblems ruleProblems;
    private final Map<String, Object> rows = new LinkedHashMap<>();
    private List<String> columns = List.of();

    private CsvFile(String name, RuleProblems ruleProblems) {
        this.name = name;
        this.ruleProblems = ruleProblems;
    }

    /** @return rows by the value of their first column, which the rows themselves omit; parse errors are reported as problems */
    static Map<String, Object> rows(String name, byte[] bytes, RuleProblems ruleProblems) {
        CsvFile file = new CsvFile(name, ruleProblems);
        try {
            file.read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            ruleProblems.add(name, Mark.START, "is not UTF-8");
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            ruleProblems.add(name, Mark.START, "is not valid CSV: " + e.getMessage());
        }
        return Collections.unmodifiableMap(file.rows);
    }

    private void read(String text) throws IOException {
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try (CSVParser parser = CSVParser.parse(new StringReader(plain), FORMAT)) {
            for (CSVRecord record : parser) {
                int line = (int) parser.getCurrentLineNumber();
                if (columns.isEmpty()) {
                    readHeader(record, line);
                } else {
                    readRow(record, line);
                }
                if (!ruleProblems.isEmpty()) {
                    return;
                }
            }
        }
        if (rows.isEmpty()) {
            ruleProblems.add(name, Mark.START, "has no rows");
        }
    }

    private void readHeader(CSVRecord record, int line) {
        List<String> names = new ArrayList<>();
        for (String column : record) {
            if (!COLUMN.matcher(column).matches()) {
                addProblem(
                        line,
                        "'" + column
                                + "' is not a valid column name. Use letters and digits, and :integer for whole numbers");
            }
            if (names.stream().anyMatch(known -> plain(known).equals(plain(column)))) {
                addProblem(line, "the column " + column + " exists twice");
            }
            names.add(column);
        }
        if (names.size() < 2) {
            addProblem(line, "a table must have two or more columns");
        }
        columns = names;
    }

    private void readRow(CSVRecord record, int line) {
        if (record.size() != columns.size()) {
            addProblem(line, "the row has " + record.size() + " cells, the table " + columns.size() + " columns");
            return;
        }
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String cell = record.get(i);
            if (cell.isEmpty() || cell.length() > LONGEST_TEXT) {
                addProblem(line, columns.get(i) + " must have 1 to " + LONGEST_TEXT + " characters");
            }
            row.put(plain(columns.get(i)), value(columns.get(i), cell, line));
        }
        Object key = row.remove(plain(columns.get(0)));
        if (rows.putIfAbsent(String.valueOf(key), Collections.unmodifiableMap(row)) != null) {
            addProblem(line, "the row " + key + " exists twice");
        }
    }

    private Object value(String column, String cell, int line) {
        if (!column.endsWith(INTEGER_MARK)) {
            return cell;
        }
        if (!INTEGER.matcher(cell).matches()) {
            addProblem(line, plain(column) + " = '" + cell + "' is not a whole number of up to 18 digits");
            return 0L;
        }
        return Long.valueOf(cell);
    }

    private static String plain(String column) {
        return column.endsWith(INTEGER_MARK) ? column.substring(0, column.length() - INTEGER_MARK.length()) : column;
    }

    private void addProblem(int line, String message) {
        ruleProblems.add(name, new Mark(Math.max(1, line), 1), message);
    }
}
