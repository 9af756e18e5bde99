using System.Reflection;
using TuiSetup.Backends;
using TuiSetup.Core;
using TuiSetup.Newt;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests;

/// <summary>The rules of the house that a compiler does not keep.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Newt = typeof(NewtScreen).Assembly, Core = typeof(IBackend).Assembly, Backends = typeof(BackendList).Assembly;

    /// <summary>Files that read or write files or wire formats.</summary>
    private static readonly string[] NewtonsoftFiles =
    [
        "TuiSetup.Backends/Commands/CommandBackend.cs",
        "TuiSetup.Backends/Commands/SiteOperation.cs",
        "TuiSetup.Backends/Commands/SiteProgram.cs",
        "TuiSetup.Backends/Commands/SiteReply.cs",
        "TuiSetup.Backends/DBus/Json/DBusJsonReader.cs",
        "TuiSetup.Backends/DBus/Keeping/CallStore.cs",
        "TuiSetup.Backends/Fleet/Canvas/CanvasNode.cs",
        "TuiSetup.Backends/Fleet/Canvas/CanvasRunner.cs",
        "TuiSetup.Backends/Fleet/Canvas/FleetCanvas.cs",
        "TuiSetup.Backends/Fleet/Celery/CeleryJson.cs",
        "TuiSetup.Backends/Fleet/Celery/ControlRequest.cs",
        "TuiSetup.Backends/Fleet/Celery/Embed.cs",
        "TuiSetup.Backends/Fleet/Celery/Signature.cs",
        "TuiSetup.Backends/Fleet/Celery/TaskBody.cs",
        "TuiSetup.Backends/Fleet/Celery/TaskResult.cs",
        "TuiSetup.Backends/Fleet/Celery/PythonText.cs",
        "TuiSetup.Backends/Fleet/ControlCall.cs",
        "TuiSetup.Backends/Fleet/Results/RedisResults.cs",
        "TuiSetup.Backends/Fleet/Worker/ChordKeeper.cs",
        "TuiSetup.Backends/Fleet/Worker/Mingle.cs",
        "TuiSetup.Backends/Fleet/FleetClient.cs",
        "TuiSetup.Backends/Fleet/FleetControl.cs",
        "TuiSetup.Backends/Fleet/FleetDispatcher.cs",
        "TuiSetup.Backends/Fleet/Jobs/HostStates.cs",
        "TuiSetup.Backends/Fleet/Jobs/JobStore.cs",
        "TuiSetup.Backends/Fleet/Jobs/JobTemplate.cs",
        "TuiSetup.Backends/Fleet/Tasks/ChangeReport.cs",
        "TuiSetup.Backends/Fleet/Tasks/ChangeTasks.cs",
        "TuiSetup.Backends/Fleet/Tasks/ClaimStore.cs",
        "TuiSetup.Backends/Fleet/Tasks/IFleetTask.cs",
        "TuiSetup.Backends/Fleet/Tasks/PlanSource.cs",
        "TuiSetup.Backends/Fleet/Tasks/ReadingTasks.cs",
        "TuiSetup.Backends/Fleet/Tasks/TaskArguments.cs",
        "TuiSetup.Backends/Fleet/Tasks/TaskFailure.cs",
        "TuiSetup.Backends/Fleet/Worker/ControlCommands.cs",
        "TuiSetup.Backends/Fleet/Worker/EventTeller.cs",
        "TuiSetup.Backends/Fleet/Worker/Pidbox.cs",
        "TuiSetup.Backends/Fleet/Worker/ResultSender.cs",
        "TuiSetup.Backends/Fleet/Worker/StateTeller.cs",
        "TuiSetup.Backends/Fleet/Worker/TaskExecutor.cs",
        "TuiSetup.Backends/Fleet/Worker/TaskOutcome.cs",
        "TuiSetup.Backends/Kpti/Reports/KptiReportJson.cs",
        "TuiSetup.Backends/Nftables/NftExpression.cs",
        "TuiSetup.Backends/Nftables/NftRulesetReader.cs",
        "TuiSetup.Backends/OpenVSwitch/Isolation/IsolationTransaction.cs",
        "TuiSetup.Backends/OpenVSwitch/Mirrors/MirrorTransaction.cs",
        "TuiSetup.Backends/OpenVSwitch/OvsCommit.cs",
        "TuiSetup.Backends/OpenVSwitch/OvsSchema.cs",
        "TuiSetup.Backends/OpenVSwitch/OvsSnapshot.cs",
        "TuiSetup.Backends/OpenVSwitch/Ovsdb/JsonRpcConnection.cs",
        "TuiSetup.Backends/OpenVSwitch/Ovsdb/OvsdbClient.cs",
        "TuiSetup.Backends/OpenVSwitch/Ovsdb/OvsdbOperations.cs",
        "TuiSetup.Backends/OpenVSwitch/Ovsdb/OvsdbRow.cs",
        "TuiSetup.Core/Answers/AnswerDocument.cs",
        "TuiSetup.Core/Answers/AnswerFileReader.cs",
        "TuiSetup.Core/Answers/AnswerFileWriter.cs",
        "TuiSetup.Core/Apply/JournalEntry.cs",
        "TuiSetup.Core/Json/JsonFile.cs",
        "TuiSetup.Core/Json/JsonMap.cs",
        "TuiSetup.Core/Json/ValueJson.cs",
        "TuiSetup.Core/Plans/PlanFile.cs",
        "TuiSetup.Core/Probes/ProbeJson.cs",
        "TuiSetup.Core/Reports/EventJson.cs",
        "TuiSetup.Core/Reports/ReportJson.cs",
        "TuiSetup.Core/Wizards/WizardSchema.cs",
        "TuiSetup.Newt/Themes/ThemeReader.cs",
        "TuiSetup.Newt/Whiptail/JsonAnswer.cs",
        "TuiSetup.Newt/Whiptail/Session/LineSession.cs",
        "TuiSetup/Commands/FleetOutput.cs",
        "TuiSetup/Commands/HistoryCommand.cs",
        "TuiSetup/Commands/ListCommand.cs",
        "TuiSetup/Commands/PlanCommand.cs",
        "TuiSetup/Commands/ProblemJson.cs",
        "TuiSetup/Commands/RunOutput.cs",
        "TuiSetup/Commands/ShowCommand.cs",
        "TuiSetup/Commands/ThemeCommand.cs",
        "TuiSetup/Commands/VerifyCommand.cs",
    ];

    /// <summary>What Core and Backends show to the program; anything else is theirs alone.</summary>
    private static readonly string[] PublicTypes =
    [
        "AdvisorProgress", "AnswerDocument", "AnswerFile", "AnswerFileReader", "AnswerFileWriter", "AnswerPart", "AnswerSheet", "AnswerSources", "ApplyEvent",
        "BackendContext", "BackendException", "BackendFailure", "BackendList", "BackendVocabulary", "BrokerEndpoint", "BusAddress", "BusCalls", "BusClient",
        "BusKind", "BusName", "BusNameKind", "BusNames", "BusPlace", "BusctlReader", "BusctlWriter", "CallLines", "CallPairs", "CallResult", "CallStore",
        "Choice", "Condition", "Confirmation", "DBusArray", "DBusBasic", "DBusBytes", "DBusCall", "DBusEntry", "DBusException", "DBusJsonReader",
        "DBusJsonWriter", "DBusMessage", "DBusMessageType", "DBusStruct", "DBusType", "DBusValue", "DBusVariant", "DescribedInterface", "DescribedObject",
        "DescribedProperty", "DispatchOptions", "EmptyValue", "Engine", "EventJson", "ExploreOptions", "Export", "Facts", "FieldDefinition", "FieldShape",
        "FieldTypes", "FleetCanvas", "FleetClient", "FleetControl", "FleetDispatcher", "FleetJob", "FleetMachine", "FleetNames", "FleetWorker", "FoundObject",
        "GVariantText", "GoOn", "HostList", "HostState", "IAnswerSources", "IBackend", "IBus", "IExportBackend", "IFieldType", "IGuard", "IGuardedBackend",
        "ILiveBackend", "IPictureBackend", "IProbingBackend", "IRestartBackend", "ISignals", "IWatchedBackend", "Inspection", "IntrospectedArgument",
        "IntrospectedInterface", "IntrospectedMethod", "IntrospectedNode", "IntrospectedProperty", "IntrospectedSignal", "IntrospectionReader", "JobHost",
        "JobProgress", "JobStore", "JobTemplate", "JournalException", "JsonFile", "JsonMap", "KeptCall", "KptiAdvisor", "KptiAfter", "KptiOptions",
        "KptiReport", "Leg", "LiveReading", "MatchRule", "MatchRuleReader", "MemberFlags", "MessageFile", "MessageJson", "MessageLine", "NameLister",
        "ObjectNames", "ObjectPaths", "ObjectReader", "ObjectWalk", "Outcome", "PageDefinition", "PairedMessage", "Passage", "PastedLine", "PathOrder",
        "PcapWriter", "Plan", "PlanFile", "PlanTarget", "PlanText", "ProbeFinding", "ProbeHost", "ProbeJson", "ProbePair", "ProbeReport", "ProbeText",
        "Problem", "ProblemException", "ProgramText", "Proof", "PropertyChanges", "PropertyWatch", "PropertyWizard", "Questionnaire", "RelayKeeper", "Report",
        "ReportJson", "ReportText", "ResultEndpoint", "Revocation", "RunLockedException", "RunQuestions", "RunRecord", "RunStatus", "RunStore", "SearchHit",
        "Secret", "SecretNames", "ServiceSearch", "Severity", "ShellWords", "SignalWatch", "StateWords", "Step", "StepAction", "StepActions", "StepReport",
        "StepResult", "StepState", "StepUnit", "StepWizard", "SwitchPicture", "TaskState", "Template", "Value", "ValueJson", "ValueSize", "Verdict",
        "WatchUnit", "WatchedProperty", "WizardDefinition", "WizardReader", "WizardSchema", "WizardStep", "WizardTexts", "WizardVocabulary", "WorkerOptions",
    ];

    private static string Source => Path.Combine(TempFolder.Repository(), "src");

    [Fact]
    public void The_windows_know_nothing_of_wizards_and_stand_on_Terminal_Gui()
    {
        Assert.Equal(["TuiSetup.Languages"], References(Newt).Where(IsOurs));
        Assert.Contains("Terminal.Gui", References(Newt));
    }

    [Fact]
    public void Core_knows_Languages_alone_no_screen_and_no_socket()
    {
        Assert.Equal(["TuiSetup.Languages"], References(Core).Where(IsOurs));
        Assert.DoesNotContain(References(Core), name => name is "Terminal.Gui" or "System.Net.Sockets" or "System.Net.Http");
    }

    [Fact]
    public void Languages_know_nothing_of_ours()
        => Assert.DoesNotContain(References(typeof(TuiSetup.Languages.Texts).Assembly), IsOurs);

    [Fact]
    public void Backends_know_Core_and_Languages_alone()
    {
        Assert.Equal(["TuiSetup.Core", "TuiSetup.Languages"], References(Backends).Where(IsOurs).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("Terminal.Gui", References(Backends));
    }

    [Fact]
    public void Only_the_program_logs()
    {
        Assert.All((Assembly[])[Newt, Core, Backends], part => Assert.DoesNotContain(References(part), name => name.StartsWith("Serilog", StringComparison.Ordinal)));
        Assert.Contains("Serilog", References(Assembly.Load("tuisetup")));
    }

    [Fact]
    public void Core_and_Backends_show_what_is_listed_and_no_more()
        => Assert.Equal(
            PublicTypes,
            Core.GetExportedTypes().Concat(Backends.GetExportedTypes()).Where(type => !type.IsNested).Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void No_file_is_longer_than_400_lines()
        => Assert.DoesNotContain(Files(), file => File.ReadLines(Path.Combine(Source, file)).Count() > 400);

    [Fact]
    public void Json_is_named_only_where_a_file_or_a_wire_format_is_read_or_written()
        => Assert.Equal(
            NewtonsoftFiles.Order(StringComparer.Ordinal),
            Files().Where(file => File.ReadAllText(Path.Combine(Source, file)).Contains("using Newtonsoft", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void Only_one_folder_names_the_library_of_the_bus()
        => Assert.All(
            Files().Where(file => File.ReadAllText(Path.Combine(Source, file)).Contains("libsystemd.so", StringComparison.Ordinal)),
            file => Assert.StartsWith("TuiSetup.Backends/DBus/Native/", file));

    [Fact]
    public void Only_one_folder_names_the_client_of_the_broker()
        => Assert.All(
            Files().Where(file => File.ReadAllText(Path.Combine(Source, file)).Contains("RabbitMQ.Client", StringComparison.Ordinal)),
            file => Assert.StartsWith("TuiSetup.Backends/Fleet/", file));

    [Fact]
    public void Only_one_folder_names_the_client_of_redis()
        => Assert.All(
            Files().Where(file => File.ReadAllText(Path.Combine(Source, file)).Contains("StackExchange.Redis", StringComparison.Ordinal)),
            file => Assert.StartsWith("TuiSetup.Backends/Fleet/Results/", file));

    private static bool IsOurs(string name) => name.StartsWith("TuiSetup", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    /// <summary>Our own source files, not what the build generates.</summary>
    private static IEnumerable<string> Files()
        => Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Source, file))
            .Where(file => !file.Split('/').Any(part => part is "obj" or "bin"));
}
