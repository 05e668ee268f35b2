namespace NotebookNet.Course.Tests.Rules;

/// <summary>The rules that need no execution.</summary>
internal static class AllRules
{
    public static IReadOnlyDictionary<string, IRule> ByName { get; } =
        new IRule[]
        {
            new FrontMatter(),
            new EndMatter(),
            new NumbersAreComputed(),
            new ExercisesAreComplete(),
            new ScaffoldsAreOpen(),
            new ChecksAreGreen(),
            new CellsWereRun(),
            new NeededPackagesAreAskedFor(),
            new CodeCellsAreShort(),
            new FiguresAreLabeled(),
            new PicturesHaveAltTexts(),
            new EquationsAreTypeset(),
            new MarkdownLinesFit(),
            new LinksHold(),
            new TermsAreDefined(),
            new GlossaryIsUsed(),
            new NoAbsolutePaths(),
            new FilesAreSmall(),
            new ReadingTimesAreTrue(),
            new ReadingTimesHaveALimit(),
            new MapAgrees(),
            new LongRunsAreKept(),
        }.ToDictionary(rule => rule.GetType().Name);
}
