using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>What must hold for every notebook of the course.</summary>
internal interface IRule
{
    /// <summary>Where <paramref name="chapter"/>, one of <paramref name="course"/>, breaks the rule.</summary>
    IEnumerable<Violation> Find(Chapter chapter, Model.Course course);
}
