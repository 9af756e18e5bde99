using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Terminal.Gui.App;
using TuiSetup.Newt;
using TuiSetup.Newt.Hosting;

namespace TuiSetup.Tests.Newt.Hosting;

public sealed class TerminalGuiTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly Assembly Gui = typeof(IApplication).Assembly;

    [Fact]
    public void The_constructors_that_are_reached_inside_Terminal_Gui_exist()
    {
        var reached = typeof(TerminalGuiAccess).GetMethods(All).Where(method => method.GetCustomAttribute<UnsafeAccessorAttribute>() is not null).ToList();
        Assert.Equal(2, reached.Count);
        foreach (var method in reached)
        {
            var name = method.ReturnParameter.GetCustomAttribute<UnsafeAccessorTypeAttribute>()!.TypeName;
            var type = Type.GetType(name, throwOnError: true)!;
            Assert.Contains(type.GetConstructors(All), constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType)
                .SequenceEqual(method.GetParameters().Select(parameter => parameter.ParameterType)));
        }
    }

    [Fact]
    public void What_is_reached_inside_Terminal_Gui_can_be_made()
    {
        using var application = TerminalGuiAccess.NewApplication();
        Assert.Equal("ApplicationImpl", application.GetType().Name);
    }

    [Fact]
    public void The_method_that_is_taken_out_of_a_native_build_exists()
    {
        var xml = XDocument.Load(Substitutions());
        var assembly = xml.Root!.Elements("assembly").Single();
        Assert.Equal(Gui.GetName().Name, assembly.Attribute("fullname")!.Value);
        foreach (var type in assembly.Elements("type"))
        {
            var found = Gui.GetType(type.Attribute("fullname")!.Value, throwOnError: true)!;
            foreach (var method in type.Elements("method"))
            {
                Assert.Contains(method.Attribute("signature")!.Value, found.GetMethods(All).Select(Signature));
            }
        }

        Assert.NotEmpty(xml.Descendants("method"));
    }

    [Fact]
    public void No_type_of_Terminal_Gui_is_seen_from_outside()
    {
        var seen = new List<string>();
        foreach (var type in typeof(NewtScreen).Assembly.GetExportedTypes())
        {
            var types = type.GetInterfaces().Append(type.BaseType);
            foreach (var member in type.GetMembers(All).Where(IsVisible))
            {
                types = types.Concat(member switch
                {
                    MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType).Append((method as MethodInfo)?.ReturnType),
                    FieldInfo field => [field.FieldType],
                    PropertyInfo property => [property.PropertyType],
                    EventInfo raised => [raised.EventHandlerType],
                    _ => [],
                });
            }

            seen.AddRange(types.SelectMany(Parts).Where(part => part.Assembly == Gui).Select(part => $"{type}: {part}"));
        }

        Assert.Empty(seen);
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(true).Any(IsVisible),
        EventInfo raised => IsVisible(raised.AddMethod!),
        _ => false,
    };

    private static IEnumerable<Type> Parts(Type? type)
        => type is null ? [] : type.GetGenericArguments().SelectMany(Parts).Append(type.GetElementType() ?? type);

    private static string Signature(MethodInfo method)
        => $"{method.ReturnType.FullName} {method.Name}({string.Join(",", method.GetParameters().Select(parameter => parameter.ParameterType.FullName))})";

    private static string Substitutions([CallerFilePath] string caller = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "../../../../src/TuiSetup.Newt/Hosting/ilc-substitutions.xml"));
}
