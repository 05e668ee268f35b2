using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// The check of an exercise is stored open, …, and what it compares with is computed: the right answer does not stand in the
/// cell that asks for it.
/// </summary>
internal sealed class ScaffoldsAreOpen : IRule
{
    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        foreach (Exercise exercise in chapter.Exercises.Where(exercise => exercise.HasCheck))
        {
            ChapterCell scaffold = exercise.Scaffold!;
            if (!ChapterCell.IsOpen(scaffold.Stored.Outputs) && !chapter.WasNeverRun)
            {
                yield return chapter.Violation(
                    scaffold,
                    $"exercise {exercise.Number}: its check is stored as \"{string.Join(", ", ChapterCell.ChecksOf(scaffold.Stored.Outputs))}\", expected …: a scaffold answers with double.NaN, null! or NaN-filled values"
                );
            }

            foreach (string expected in Expectations.Constant(scaffold.Source))
            {
                yield return chapter.Violation(
                    scaffold,
                    $"exercise {exercise.Number}: the right answer {expected} stands in the scaffold; expected a variable or a function of the chapter, or a property of the answer"
                );
            }
        }
    }
}
