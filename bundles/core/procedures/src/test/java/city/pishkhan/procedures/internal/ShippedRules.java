package city.pishkhan.procedures.internal;

import city.pishkhan.procedures.internal.checks.RuleCheck;
import city.pishkhan.procedures.internal.compiled.CompiledRuleSet;
import city.pishkhan.procedures.internal.compiled.RuleCompiler;
import city.pishkhan.procedures.internal.files.RuleFiles;
import city.pishkhan.procedures.internal.tables.DecisionEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shipped rule files and modified copies of them. */
public final class ShippedRules {
    static final Path DIRECTORY = Path.of("../../../etc/procedures");
    static final Path CALENDAR = Path.of("../../../etc/calendar/working-sim.txt");
    public static final DecisionEngine ENGINE = new DecisionEngine();
    public static final RuleCheck CHECK = new RuleCheck(ENGINE);

    private ShippedRules() {}

    public static RuleFiles files() {
        try {
            return RuleFiles.read(DIRECTORY, CALENDAR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copyTo(Path directory) throws IOException {
        for (Map.Entry<String, byte[]> file : files().files().entrySet()) {
            Files.createDirectories(directory.resolve(file.getKey()).getParent());
            Files.write(directory.resolve(file.getKey()), file.getValue());
        }
    }

    static CompiledRuleSet rules() {
        return new RuleCompiler(ENGINE).compile(files(), 1);
    }

    /** Returns the shipped files with one text replaced in one file. */
    public static RuleFiles with(String name, String text, String by) {
        String before = new String(files().files().get(name), StandardCharsets.UTF_8);
        if (!before.contains(text)) {
            throw new IllegalArgumentException(name + " does not contain " + text);
        }
        return with(name, before.replace(text, by));
    }

    public static RuleFiles with(String name, String content) {
        Map<String, byte[]> files = new HashMap<>(files().files());
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
        return new RuleFiles(files);
    }

    public static RuleFiles without(String... names) {
        Map<String, byte[]> files = new HashMap<>(files().files());
        List.of(names).forEach(files::remove);
        return new RuleFiles(files);
    }

    public static List<String> problems(RuleFiles files) {
        return CHECK.check(files, 1).problems();
    }

    /** Returns the facts of a case as the engine supplies them. */
    static Map<String, Object> facts(int floors, Object... usesAndAreas) {
        Map<String, Object> facts = new HashMap<>();
        List<Map<String, Object>> parts = new java.util.ArrayList<>();
        long area = 0;
        for (int i = 0; i < usesAndAreas.length; i += 2) {
            long size = ((Number) usesAndAreas[i + 1]).longValue();
            parts.add(Map.of("use", usesAndAreas[i], "area", size, "units", 1L));
            area += size;
        }
        facts.put("property", "22-3-17-4-1-0-0");
        facts.put("district", 22L);
        facts.put("floors", (long) floors);
        facts.put("uses", parts.stream().map(p -> p.get("use")).distinct().toList());
        facts.put("parts", parts);
        facts.put("area", area);
        facts.put("units", (long) parts.size());
        facts.put("proxy", false);
        facts.put("owners", 1L);
        facts.put("allowedFloors", 8L);
        facts.put("permittedUses", List.of("residential", "commercial"));
        facts.put("density", 400L);
        facts.put("landArea", new java.math.BigDecimal("500.00"));
        facts.put("regionalPrice", 4_420_080L);
        return facts;
    }
}
