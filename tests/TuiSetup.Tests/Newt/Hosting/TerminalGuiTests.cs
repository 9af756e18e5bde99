using System.Reflection;
using System.Runtime.CompilerServices;
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
}
