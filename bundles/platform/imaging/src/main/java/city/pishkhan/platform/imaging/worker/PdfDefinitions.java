package city.pishkhan.platform.imaging.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfparser.COSParser;
import org.apache.pdfbox.pdfparser.PDFObjectStreamParser;

/**
 * All definitions of the objects of a PDF. An updated file defines an object again at its end, and the newest
 * cross-reference refers to the last definition. The parser knows only the definition that it chose; a search of the
 * file finds the others, because another reader may choose one of them. A file is ambiguous in two cases: the chosen
 * definition is not the last one, or a cross-reference section refers to an old definition although a newer definition
 * precedes the section.
 */
final class PdfDefinitions {
    private static final char[] STREAM = "stream".toCharArray();

    private final COSDocument document;
    private final PdfSearch search;
    private final Parser parser;
    /** keys of the document's cross-reference, by object number */
    private final Map<Long, COSObjectKey> keys = new HashMap<>();
    /**
     * position in the file of the definition that the parser uses, by object number; a file can define an object
     * several times. For a packed object, it is the position of its stream
     */
    private final Map<Long, Integer> chosen = new HashMap<>();
    /** positions of all definitions, by object number */
    private final Map<Long, List<Integer>> positions = new HashMap<>();
    /** values of definitions that the parser did not choose, by object number */
    private final Map<Long, List<COSBase>> unchosen = new HashMap<>();

    /** positions of the object streams that contain a definition of {@link #chosen} */
    private final Set<Integer> containers = new HashSet<>();
    /** all object streams by position */
    private final Map<Integer, COSStream> packed = new HashMap<>();
    /** all cross-reference streams by position */
    private final Map<Integer, COSStream> references = new HashMap<>();
    /** trailers and cross-reference streams */
    private final List<COSDictionary> trailers = new ArrayList<>();

    private boolean isAmbiguous;

    /** Parses a value at any position. */
    private static final class Parser extends COSParser {
        Parser(byte[] bytes, COSDocument document) throws IOException {
            super(new RandomAccessReadBuffer(bytes));
            this.document = document;
        }

        COSBase at(int position) throws IOException {
            source.seek(position);
            skipSpaces();
            COSBase value = parseDirObject();
            skipSpaces();
            return value instanceof COSDictionary dictionary && isString(STREAM) ? parseCOSStream(dictionary) : value;
        }
    }

    /** @throws IOException if a definition cannot be parsed */
    PdfDefinitions(byte[] bytes, COSDocument document) throws IOException {
        this.document = document;
        this.search = new PdfSearch(bytes);
        this.parser = new Parser(bytes, document);
        choose();
        search();
        unpack();
        compare();
    }

    /** Finds all objects outside object streams, and the trailers. */
    private void search() throws IOException {
        for (PdfSearch.Place place : search.objects()) {
            COSBase value;
            if (isChosen(place.number(), place.position())) {
                value = plain(document.getObjectFromPool(keys.get(place.number())));
                addChosen(place.number(), place.position());
            } else {
                value = parser.at(place.value());
                add(place.number(), place.position(), value);
            }
            if (value instanceof COSStream stream && isObjectStream(stream)) {
                packed.put(place.position(), stream);
            } else if (isReferences(value)) {
                references.put(place.position(), (COSStream) value);
                trailers.add((COSStream) value);
            }
        }
        for (int trailer : search.trailers()) {
            if (parser.at(trailer) instanceof COSDictionary dictionary) {
                trailers.add(dictionary);
            }
        }
    }

    private void compare() throws IOException {
        for (int container : containers) {
            COSStream stream = packed.get(container);
            isAmbiguous |= stream == null || !COSName.OBJ_STM.equals(stream.getCOSName(COSName.TYPE));
        }
        for (Map.Entry<Long, COSObjectKey> key : keys.entrySet()) {
            // ambiguous if the parser found a definition that the search did not find
            isAmbiguous |=
                    !positions.containsKey(key.getKey()) && isPresent(document.getObjectFromPool(key.getValue()));
        }
        for (Map.Entry<Long, List<Integer>> object : positions.entrySet()) {
            isAmbiguous |= isAmbiguous(object.getKey(), object.getValue());
        }
        // the sections are compared only if an object has several definitions; otherwise all sections refer to the same
        // definitions
        isAmbiguous |= !unchosen.isEmpty() && new PdfReferences(search, positions).hasStale(references);
    }

    private static boolean isPresent(COSBase value) {
        COSBase plain = plain(value);
        return plain != null && plain != COSNull.NULL;
    }

    static COSBase plain(COSBase value) {
        COSBase base = value;
        for (int i = 0; base instanceof COSObject object && i < PdfStructure.MOST_DEPTH; i++) {
            base = object.getObject();
        }
        return base;
    }

    static COSBase plain(COSDictionary dictionary, String key) {
        return plain(dictionary.getItem(COSName.getPDFName(key)));
    }

    /** Returns the value, or all definitions of the object that it refers to. */
    List<COSBase> values(COSBase value) {
        if (!(value instanceof COSObject)) {
            return value == null ? List.of() : List.of(value);
        }
        List<COSBase> all = new ArrayList<>();
        COSBase base = value;
        for (int i = 0; base instanceof COSObject object && i < PdfStructure.MOST_DEPTH; i++) {
            all.addAll(unchosen.getOrDefault(object.getKey().getNumber(), List.of()));
            base = object.getObject();
        }
        if (base != null) {
            all.add(base);
        }
        return all;
    }

    /** Returns the definitions that the parser did not choose. */
    List<COSBase> unchosen() {
        return unchosen.values().stream().flatMap(Collection::stream).toList();
    }

    /** Returns all trailers and cross-reference streams of the file. */
    List<COSDictionary> trailers() {
        return trailers;
    }

    /** Returns the number of streams that contain objects. */
    int objectStreams() {
        return packed.size();
    }

    boolean isAmbiguous() {
        return isAmbiguous;
    }

    /** Determines the positions of the definitions that the parser chose, and of the object streams that contain them. */
    private void choose() {
        Map<Long, Long> streams = new HashMap<>();
        for (Map.Entry<COSObjectKey, Long> entry : document.getXrefTable().entrySet()) {
            long number = entry.getKey().getNumber();
            // ambiguous if the object has definitions of two generations
            isAmbiguous |= keys.put(number, entry.getKey()) != null;
            if (entry.getValue() < 0) {
                streams.put(number, -entry.getValue());
            } else {
                chosen.put(number, search.afterBlanks(entry.getValue()));
            }
        }
        streams.forEach((number, stream) -> {
            int position = chosen.getOrDefault(stream, -1);
            containers.add(position);
            chosen.put(number, position);
        });
    }

    /** Adds a definition that the parser did not choose; a missing or null value is ignored. */
    private void add(long number, int position, COSBase value) {
        if (value == null || value == COSNull.NULL) {
            return;
        }
        unchosen.computeIfAbsent(number, key -> new ArrayList<>()).add(value);
        // nothing refers to a cross-reference stream by its number
        if (!isReferences(value)) {
            addChosen(number, position);
        }
    }

    private void addChosen(long number, int position) {
        positions.computeIfAbsent(number, key -> new ArrayList<>(1)).add(position);
    }

    private static boolean isReferences(COSBase value) {
        return value instanceof COSStream stream && COSName.XREF.equals(stream.getCOSName(COSName.TYPE));
    }

    private static boolean isObjectStream(COSStream stream) {
        return COSName.OBJ_STM.equals(stream.getCOSName(COSName.TYPE))
                || stream.containsKey(COSName.N) && stream.containsKey(COSName.FIRST);
    }

    private boolean isChosen(long number, int position) {
        return chosen.getOrDefault(number, -1) == position;
    }

    private void unpack() throws IOException {
        for (Map.Entry<Integer, COSStream> stream : packed.entrySet()) {
            unpack(stream.getKey(), stream.getValue());
        }
    }

    private void unpack(int position, COSStream stream) throws IOException {
        Collection<Long> numbers =
                new PDFObjectStreamParser(stream, document).readObjectNumbers().keySet();
        boolean areChosen = numbers.stream().allMatch(number -> isChosen(number, position));
        Map<COSObjectKey, COSBase> values =
                areChosen ? Map.of() : new PDFObjectStreamParser(stream, document).parseAllObjects();
        for (Map.Entry<COSObjectKey, COSBase> value : values.entrySet()) {
            long number = value.getKey().getNumber();
            if (!isChosen(number, position)) {
                add(number, position, value.getValue());
            }
        }
        for (long number : numbers) {
            if (isChosen(number, position)) {
                addChosen(number, position);
            }
        }
    }

    private boolean isAmbiguous(long number, List<Integer> places) {
        Integer choice = chosen.get(number);
        int last = Collections.max(places);
        if (choice != null && (!places.contains(choice) || choice != last)) {
            return true;
        }
        List<COSBase> values = unchosen.getOrDefault(number, List.of());
        COSBase first = choice == null ? COSNull.NULL : plain(document.getObjectFromPool(keys.get(number)));
        for (COSBase value : values) {
            if (isPresent(first) && !isSameKind(first, value)) {
                return true;
            }
            first = value;
        }
        return false;
    }

    /** Returns {@code true} if two definitions have the same kind; names and texts must be equal, because rules check one of them only. */
    private static boolean isSameKind(COSBase one, COSBase other) {
        if (one instanceof COSNumber && other instanceof COSNumber) {
            return true;
        }
        boolean isContainer = one instanceof COSDictionary || one instanceof COSArray;
        return isContainer ? one.getClass() == other.getClass() : one.equals(other);
    }
}
