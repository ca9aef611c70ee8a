package city.pishkhan.archive.internal.examination;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tracks the dictionaries in a sequence of PDF tokens. Finds searched keys, and keys that a dictionary contains twice
 * with different values: some readers use the first value, others the last. Stores a limited number of keys, because a
 * file of 25 MB can contain millions.
 */
final class PdfDictionaries implements PdfTokens.Visitor {
    /** maximum number of open dictionaries and arrays */
    private static final int MOST_OPEN = 1_000;
    /** maximum number of keys of all open dictionaries */
    private static final int MOST_KEYS = 20_000;
    /** maximum length of a stored value; two longer values always count as different */
    private static final int LONGEST_VALUE = 64;

    /** dictionaries whose keys are chosen by the writer, such as names of fonts */
    private static final Set<String> ARBITRARY_KEYS = Set.of(
            "Font",
            "XObject",
            "ExtGState",
            "ColorSpace",
            "Pattern",
            "Shading",
            "Properties",
            "CharProcs",
            "Dests",
            "ClassMap",
            "RoleMap",
            "Colorants");

    /**
     * dictionaries in which duplicate keys are tolerated, because editors write names of link targets and styles twice
     */
    private static final Set<String> LENIENT = Set.of("Dests", "ClassMap", "RoleMap");

    /**
     * keys that may occur twice with different values: they only describe the file or its colours, and some scanners
     * repeat them
     */
    private static final Set<String> DESCRIPTIVE = Set.of(
            "Title",
            "Author",
            "Subject",
            "Keywords",
            "Creator",
            "Producer",
            "CreationDate",
            "ModDate",
            "Trapped",
            "OutputCondition",
            "OutputConditionIdentifier",
            "RegistryName",
            "Info",
            "Group");

    /** keys to find */
    private final Set<String> searched;

    private final Set<String> found = new HashSet<>();
    private final Deque<Frame> open = new ArrayDeque<>();
    private final Map<String, String> outer = new HashMap<>();
    private int keys;
    private boolean isDoubled;
    private boolean isUnbounded;

    /** An open dictionary or array. */
    private static final class Frame {
        private final boolean dictionary;
        /** key of this dictionary or array in the enclosing dictionary, or an empty string if it has none */
        private final String name;
        /**
         * dictionary that receives the tokens: this dictionary, or for an array the nearest enclosing one; {@code null}
         * if there is none
         */
        private final Frame owner;
        /** values by key; {@code null} for a value that is not stored */
        private final Map<String, String> values = new HashMap<>();
        /** key whose value is being read, or {@code null} */
        private String key;

        private boolean isValued;
        /** value of the key, or {@code null} if it is not stored */
        private StringBuilder value;

        Frame(boolean dictionary, String name, Frame around) {
            this.dictionary = dictionary;
            this.name = name;
            this.owner = dictionary ? this : around == null ? null : around.owner;
        }

        private void append(String token) {
            isValued = true;
            if (token == null || value != null && value.length() + token.length() >= LONGEST_VALUE) {
                value = null;
            } else if (value != null) {
                value.append(value.length() == 0 ? "" : " ").append(token);
            }
        }
    }

    /** @param searched keys to find at any depth, except in dictionaries whose keys are chosen by the writer */
    PdfDictionaries(Set<String> searched) {
        this.searched = searched;
    }

    Set<String> found() {
        return found;
    }

    /** Returns {@code true} if a dictionary contains a key twice with different values, except in tolerated cases. */
    boolean isDoubled() {
        return isDoubled;
    }

    /** Returns {@code true} if the limits of nesting or keys are exceeded; then the rest must not be read. */
    boolean isUnbounded() {
        return isUnbounded;
    }

    boolean isClosed() {
        return open.isEmpty();
    }

    /** Returns {@code true} if a top-level dictionary contains the key with a value other than null. */
    boolean hasOuter(String key) {
        return outer.containsKey(key) && !"null".equals(outer.get(key));
    }

    /**
     * Returns a value of a top-level dictionary, with blanks between its tokens; {@code null} if it is missing or not
     * stored.
     */
    String outer(String key) {
        return outer.get(key);
    }

    @Override
    public void opened(boolean dictionary) {
        Frame around = open.peek();
        append(dictionary ? null : "[");
        String name = around == null || !around.dictionary || around.key == null ? "" : around.key;
        open.push(new Frame(dictionary, name, around));
        isUnbounded |= open.size() > MOST_OPEN;
    }

    @Override
    public void closed(boolean dictionary) {
        if (open.isEmpty() || open.peek().dictionary != dictionary) {
            return;
        }
        storeValue(open.peek());
        Frame frame = open.pop();
        keys -= frame.values.size();
        if (!dictionary) {
            append("]");
        } else if (open.isEmpty()) {
            outer.putAll(frame.values);
        }
    }

    @Override
    public void name(String name) {
        Frame frame = open.peek();
        if (frame == null || !frame.dictionary || frame.key != null && !frame.isValued) {
            append("/" + name);
            return;
        }
        storeValue(frame);
        frame.key = name;
        frame.isValued = false;
        frame.value = new StringBuilder();
        if (searched.contains(name) && !ARBITRARY_KEYS.contains(frame.name)) {
            found.add(name);
        }
    }

    @Override
    public void string() {
        append(null);
    }

    @Override
    public void word(String word) {
        append(word);
    }

    /** @param token token of the value that is being read, or {@code null} if it is not stored */
    private void append(String token) {
        Frame frame = open.peek();
        if (frame != null && frame.owner != null && frame.owner.key != null) {
            frame.owner.append(token);
        }
    }

    /**
     * Stores the value of the current key, or compares it with the earlier value of the same key in this dictionary.
     */
    private void storeValue(Frame frame) {
        if (frame.key == null || LENIENT.contains(frame.name)) {
            return;
        }
        String value = frame.value == null ? null : frame.value.toString();
        if (!frame.values.containsKey(frame.key)) {
            frame.values.put(frame.key, value);
            isUnbounded |= ++keys > MOST_KEYS;
        } else if (value == null || !value.equals(frame.values.get(frame.key))) {
            isDoubled |= !DESCRIPTIVE.contains(frame.key);
        }
    }
}
