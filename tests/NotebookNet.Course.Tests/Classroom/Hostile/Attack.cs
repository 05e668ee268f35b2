using NotebookNet.Runner.Classroom;

namespace NotebookNet.Course.Tests.Classroom.Hostile;

/// <summary>Code that wants to be marked right without an answer, or to do harm. It never gets a right answer across.</summary>
/// <param name="What">In words.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Code">C#.</param>
internal sealed record Attack(string What, AttackPlace Place, string Code)
{
    private static readonly Verdict[] s_notRight =
    [
        Verdict.Wrong,
        Verdict.Failed,
        Verdict.NotAnswered,
        Verdict.TimedOut,
        Verdict.ByHand,
    ];

    private static readonly Verdict[] s_wrong = [Verdict.Wrong];
    private static readonly Verdict[] s_wrongOrFailed = [Verdict.Wrong, Verdict.Failed];
    private static readonly Verdict[] s_failed = [Verdict.Failed];
    private static readonly Verdict[] s_ends = [Verdict.Failed, Verdict.TimedOut];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Attack> All =>
        [
            .. Forgery.Attacks,
            .. Chameleons.Attacks,
            .. WorkerForgery.Attacks,
            .. Endless.Attacks,
            .. Endings.Attacks,
            .. Floods.Attacks,
            .. Trespasses.Attacks,
            .. Loading.Attacks,
        ];

    /// <summary>The verdicts that are allowed; right is never among them.</summary>
    public IReadOnlyList<Verdict> Allowed { get; init; } = s_notRight;

    /// <summary>A cell that stands above the answer's, or null.</summary>
    public string? CellAbove { get; init; }

    /// <summary>The library's types of which it declares its own: in a chapter that uses one, the teacher must be told.</summary>
    public IReadOnlyList<string> Redeclares { get; init; } = [];

    /// <summary>The same, where its answer can be seen: it is wrong.</summary>
    public Attack IsWrong() => this with { Allowed = s_wrong };

    /// <summary>The same, where its answer is wrong or what it tries is refused.</summary>
    public Attack IsWrongOrRefused() => this with { Allowed = s_wrongOrFailed };

    /// <summary>The same, where it cannot go on.</summary>
    public Attack Fails() => this with { Allowed = s_failed };

    /// <summary>The same, where it never ends.</summary>
    public Attack TimesOut() => this with { Allowed = [Verdict.TimedOut] };

    /// <summary>The same, where it ends when a limit is reached, of time or of another thing.</summary>
    public Attack MeetsLimit() => this with { Allowed = s_ends };
}
