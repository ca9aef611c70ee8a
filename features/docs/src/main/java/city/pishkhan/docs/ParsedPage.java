package city.pishkhan.docs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** A parsed page: its document and the anchors of its headings. */
final class ParsedPage {
    private final PageEntry entry;
    private final Node document;
    private final Map<Node, String> anchors = new HashMap<>();
    private final String title;

    /** @throws IllegalArgumentException if the page does not begin with a level-1 heading */
    ParsedPage(PageEntry entry, Node document) {
        this.entry = entry;
        this.document = document;
        IdGenerator ids = IdGenerator.builder().build();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                anchors.put(heading, ids.generateId(text(heading)));
            }
        });
        if (!(document.getFirstChild() instanceof Heading first) || first.getLevel() != 1) {
            throw new IllegalArgumentException(entry.source().getFileName() + " begins without a title");
        }
        title = text(first);
    }

    /** Returns the text of a node without its markup. */
    static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }
        });
        return text.toString();
    }

    PageEntry entry() {
        return entry;
    }

    Node document() {
        return document;
    }

    String title() {
        return title;
    }

    Optional<String> anchor(Node heading) {
        return Optional.ofNullable(anchors.get(heading));
    }

    boolean hasAnchor(String anchor) {
        return anchors.containsValue(anchor);
    }
}
