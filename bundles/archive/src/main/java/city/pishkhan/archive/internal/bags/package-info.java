/** Dossiers as bags (BagIt, RFC 8493): written to be handed on, checked before they are taken over. Begin with {@link BagCheck} and {@link BagExport}. */
package city.pishkhan.archive.internal.bags;
