using System.Security;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Kernels;

/// <summary>What the compiler has written into the assemblies about themselves.</summary>
public class DependencyTests
{
    [Fact]
    public void The_kernels_use_nothing_else_of_ours()
    {
        Assert.Contains(References(typeof(Network)), name => name == "NotebookNet.Kernels");
        Assert.DoesNotContain(References(typeof(Workers)), name => name.StartsWith("NotebookNet"));
    }

    [Fact]
    public void Of_the_library_only_the_kernels_may_have_unsafe_code()
    {
        Assert.True(MayHaveUnsafeCode(typeof(Workers)));
        Assert.False(MayHaveUnsafeCode(typeof(Network)));
    }

    private static IEnumerable<string> References(Type type) =>
        type.Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

    private static bool MayHaveUnsafeCode(Type type) =>
        type.Module.IsDefined(typeof(UnverifiableCodeAttribute), inherit: false);
}
