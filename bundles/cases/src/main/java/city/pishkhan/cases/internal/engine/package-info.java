/**
 * Moves cases through the stages of their procedure. A kind of stage is a {@link StageHandler}; {@link CaseEngine} looks at a case until
 * no stage moves it on. Uses model, store and rules. Begin with {@link CaseEngine}.
 */
package city.pishkhan.cases.internal.engine;
