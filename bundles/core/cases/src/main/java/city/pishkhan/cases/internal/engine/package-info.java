/**
 * Moves cases through the stages of their procedure. Each kind of stage has a {@link StageHandler}. {@link CaseEngine} evaluates the
 * stages of a case until one has to wait. Uses model, store and rules. Begin with {@link CaseEngine}.
 */
@NullMarked
package city.pishkhan.cases.internal.engine;

import org.jspecify.annotations.NullMarked;
