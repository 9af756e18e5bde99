using System.Reflection;
using System.Xml.Linq;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests;

/// <summary>What is taken out of other assemblies in a native build is named by words: a new version may change them.</summary>
public sealed class SubstitutionTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Theory]
    [InlineData("TuiSetup.Newt/Hosting/ilc-substitutions.xml", "Terminal.Gui")]
    [InlineData("TuiSetup/ilc-substitutions.xml", "Newtonsoft.Json")]
    public void Each_method_that_is_taken_out_of_a_native_build_exists(string file, string name)
    {
        var assembly = XDocument.Load(Source(file)).Root!.Elements("assembly").Single();
        Assert.Equal(name, assembly.Attribute("fullname")!.Value);
        Assert.NotEmpty(assembly.Descendants("method"));
        foreach (var type in assembly.Elements("type"))
        {
            var found = Assembly.Load(name).GetType(type.Attribute("fullname")!.Value, throwOnError: true)!;
            var signatures = found.GetMethods(All).Select(method => Signature(method, method.ReturnType))
                .Concat(found.GetConstructors(All).Select(constructor => Signature(constructor, typeof(void)))).ToList();
            foreach (var method in type.Elements("method"))
            {
                Assert.Contains(method.Attribute("signature")!.Value, signatures);
            }
        }
    }

    [Theory]
    [InlineData("../TuiSetup.Newt/Hosting/ilc-substitutions.xml")]
    [InlineData("ilc-substitutions.xml")]
    public void The_program_is_built_with_it(string file)
        => Assert.Contains($"--substitution:$(MSBuildThisFileDirectory){file}\"", File.ReadAllText(Source("TuiSetup/TuiSetup.csproj")), StringComparison.Ordinal);

    private static string Source(string file) => Path.Combine(TempFolder.Repository(), "src", file);

    /// <summary>As the native compiler spells it.</summary>
    private static string Signature(MethodBase method, Type returned)
        => $"{Name(returned)} {method.Name}({string.Join(",", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))})";

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Namespace}.{type.Name}<{string.Join(",", type.GetGenericArguments().Select(Name))}>"
        : type.FullName ?? type.Name;
}
