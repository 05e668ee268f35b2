using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Classroom.Answers;

/// <summary>What students write into one chapter: all of it that depends on the chapter's exercises.</summary>
internal abstract class ChapterAnswers
{
    private static readonly ChapterAnswers[] s_all =
    [
        new NumericalDifferentiationAnswers(),
        new BackpropagationAnswers(),
        new OptimizersAnswers(),
    ];

    /// <summary>The beginnings of the names of the chapters that there are answers for.</summary>
    public static IEnumerable<string> Prefixes => s_all.Select(answers => answers.Prefix);

    /// <summary>What the chapter's file name begins with.</summary>
    public abstract string Prefix { get; }

    /// <summary>Right answers of our own.</summary>
    public abstract IReadOnlyList<Way> Ways { get; }

    /// <summary>Wrong answers of our own, one an exercise.</summary>
    public abstract IReadOnlyList<OddAnswer> Mistakes { get; }

    /// <summary>Answers that are missing or of no use, one an exercise.</summary>
    public abstract IReadOnlyList<OddAnswer> OddValues { get; }

    /// <summary>Answers of the wrong shape or length, one an exercise.</summary>
    public abstract IReadOnlyList<OddAnswer> OddShapes { get; }

    /// <summary>An answer in a number type that the chapter's check does not take: it does not compile there.</summary>
    public abstract OddAnswer Decimal { get; }

    /// <summary>Wrong answers that make the visible check green.</summary>
    public abstract IReadOnlyList<Trick> Tricks { get; }

    /// <summary>The exercise that <see cref="Hooked"/> answers.</summary>
    public abstract int HookedExercise { get; }

    /// <summary>What of the stack tells a function that the visible check of that exercise has called it: a C# condition on `stack`.</summary>
    public abstract string StackOfTheCheck { get; }

    /// <summary>The name of an answer that is a number.</summary>
    public abstract string ValueName { get; }

    /// <summary>The exercise that asks for <see cref="ValueName"/>.</summary>
    public abstract int ValueExercise { get; }

    /// <summary>A wrong number for <see cref="ValueName"/>.</summary>
    public abstract string WrongValue { get; }

    /// <summary>Exercises, beside the hooked one, into whose cells hostile code is put, in front of a wrong answer.</summary>
    public abstract IReadOnlyList<int> HostileExercises { get; }

    /// <summary>A text that only one cell of the chapter contains, on which its exercises do not build.</summary>
    public abstract string SpareCell { get; }

    /// <summary>A text that only the cell contains in which helpers of the exercises are declared.</summary>
    public abstract string HelperCell { get; }

    /// <summary>An answer whose code runs statements first, and is right only when they set `honest`.</summary>
    public abstract string Hooked(string statements);

    /// <summary>What students write into a chapter.</summary>
    /// <exception cref="ArgumentException">There are no answers for this chapter.</exception>
    public static ChapterAnswers For(Chapter chapter) =>
        s_all.FirstOrDefault(answers => answers.Prefix == chapter.Prefix)
        ?? throw new ArgumentException(
            $"{chapter.Name}: a class is generated for {string.Join(", ", Prefixes)}.",
            nameof(chapter)
        );
}
