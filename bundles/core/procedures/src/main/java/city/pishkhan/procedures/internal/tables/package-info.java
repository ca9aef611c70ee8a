/** Decision tables and their facts: evaluation, explanation and gap analysis. Begin with {@link Table}. */
@NullMarked
package city.pishkhan.procedures.internal.tables;

import org.jspecify.annotations.NullMarked;
