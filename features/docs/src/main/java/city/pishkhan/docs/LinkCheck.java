package city.pishkhan.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;

/**
 * Rewrites links to Markdown files into links to pages, and collects broken links. Valid links lead to a page, to a
 * heading of a page, or by {@code https:} to another site. Pictures must have an alternative text. Picture files must
 * be in the handbook's folder, because the pages' content security policy allows no other source.
 */
final class LinkCheck {
    private final HandbookContents contents;
    private final Map<PageEntry, ParsedPage> pages;
    private final HandbookPictures pictures;
    private final List<String> broken = new ArrayList<>();

    LinkCheck(HandbookContents contents, Map<PageEntry, ParsedPage> pages, HandbookPictures pictures) {
        this.contents = contents;
        this.pages = pages;
        this.pictures = pictures;
    }

    void rewrite(ParsedPage page) {
        page.document().accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                target(page, link.getDestination())
                        .ifPresentOrElse(link::setDestination, () -> report(page, link.getDestination()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                if (ParsedPage.text(image).isBlank()) {
                    report(page, image.getDestination() + " has no alternative text");
                }
                picture(page, image.getDestination())
                        .ifPresentOrElse(image::setDestination, () -> report(page, image.getDestination()));
            }
        });
    }

    private void report(ParsedPage page, String destination) {
        broken.add(page.entry().source().getFileName() + ": " + destination);
    }

    private Optional<String> picture(ParsedPage page, String destination) {
        return destination.contains(":")
                ? Optional.empty()
                : pictures.use(page.entry().source().resolveSibling(destination).normalize())
                        .map(page.entry()::hrefBelow);
    }

    private Optional<String> target(ParsedPage page, String destination) {
        if (destination.startsWith("https://")) {
            return Optional.of(destination);
        }
        if (destination.contains(":")) {
            return Optional.empty();
        }
        int hash = destination.indexOf('#');
        String file = hash < 0 ? destination : destination.substring(0, hash);
        String anchor = hash < 0 ? "" : destination.substring(hash + 1);
        Path source = file.isEmpty()
                ? page.entry().source()
                : page.entry().source().resolveSibling(file).normalize();
        return contents.pageOf(source)
                .filter(other -> hash < 0 || pages.get(other).hasAnchor(anchor))
                .map(other -> (file.isEmpty() ? "" : page.entry().hrefTo(other)) + (hash < 0 ? "" : "#" + anchor));
    }

    /** Returns the broken links, each with the name of its source file. */
    List<String> broken() {
        return List.copyOf(broken);
    }
}
