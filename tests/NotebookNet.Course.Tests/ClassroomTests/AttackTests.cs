using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using NotebookNet.Course.Tests.Classroom;
using NotebookNet.Course.Tests.Classroom.Answers;
using NotebookNet.Course.Tests.Classroom.Hostile;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom.Structure;
using NotebookNet.Session;

namespace NotebookNet.Course.Tests.ClassroomTests;

/// <summary>Attacks compile, so that what meets them is their deed and not a slip in it. None is run here.</summary>
public sealed class AttackTests
{
    private static readonly ScriptOptions s_options = ScriptOptions
        .Default.WithReferences(
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Select(file => MetadataReference.CreateFromFile(file))
        )
        .WithImports(
            "System",
            "System.Text",
            "System.Collections",
            "System.Collections.Generic",
            "System.Threading.Tasks",
            "System.Linq",
            typeof(CellStatics).FullName!
        );

    public static TheoryData<string> Chapters =>
        [.. GeneratedClass.Chapters.Select(chapter => chapter.Prefix)];

    [Theory]
    [MemberData(nameof(Chapters))]
    public void Attacks_compile(string prefix)
    {
        Chapter chapter = GeneratedClass.Chapters.Single(one => one.Prefix == prefix);
        ChapterAnswers answers = ChapterAnswers.For(chapter);
        StudentCopy copy = new(chapter);
        Script before = CSharpScript.Create("", s_options);
        foreach (ChapterCell cell in chapter.Cells.Where(cell => cell.IsCode))
        {
            before = before.ContinueWith(
                string.Join(
                    '\n',
                    cell.Lines.Where(line => !line.StartsWith("#r", StringComparison.Ordinal))
                )
            );
        }

        Assert.All(
            Attack.All.Where(attack => !attack.Code.StartsWith('#')),
            attack =>
            {
                int number = attack.Place switch
                {
                    AttackPlace.Function => answers.HookedExercise,
                    AttackPlace.Value => answers.ValueExercise,
                    _ => answers.HostileExercises[0],
                };
                string code = HostileSamples.CodeOf(attack, number, copy, answers);

                // A forged name need not serve the rest of the cell.
                string cell =
                    attack.Redeclares.Count > 0 || attack.Place == AttackPlace.Value
                        ? code
                        : CellSyntax.WithAnswer(copy.Exercise(number).Scaffold!.Source, code);
                Assert.Empty(
                    before
                        .ContinueWith(cell)
                        .GetCompilation()
                        .GetDiagnostics(TestContext.Current.CancellationToken)
                        .Where(found => found.Severity == DiagnosticSeverity.Error)
                        .Select(found =>
                            $"{attack.What}: {found.GetMessage(CultureInfo.InvariantCulture)}"
                        )
                );
            }
        );
    }
}
