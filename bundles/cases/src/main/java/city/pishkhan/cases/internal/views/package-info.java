/**
 * Cases as others are shown them: offices, citizens, bodies that watch, whoever has a tracking code. Begin with {@link
 * CaseViewAssembler}.
 */
package city.pishkhan.cases.internal.views;
