using TuiSetup.Core.Answers;
using TuiSetup.Core.Apply;
using TuiSetup.Flow;

namespace TuiSetup.Commands;

/// <summary>Wizards that are answered already, one after the other; the first that fails is the last.</summary>
internal sealed class UnattendedRuns(Composition program, RunQuestions questions, bool json)
{
    private readonly RunOutput _output = new(program, json);

    /// <summary>The exit code: of the one that failed, else done.</summary>
    public async Task<int> RunAsync(IReadOnlyList<RunRequest> requests)
    {
        for (var index = 0; index < requests.Count; index++)
        {
            if (requests.Count > 1)
            {
                _output.Begin(requests[index].Wizard.Name, index + 1, requests.Count);
            }

            if (await RunAsync(requests[index]) is not ExitCodes.Done and var code)
            {
                _output.Skip([.. requests.Skip(index + 1).Select(request => request.Wizard.Name)]);
                return code;
            }
        }

        return ExitCodes.Done;
    }

    /// <summary>Each is planned on what those before it have made.</summary>
    private async Task<int> RunAsync(RunRequest request)
    {
        if (program.Runs.Interrupted() is { } interrupted)
        {
            return _output.Refuse([RunCommand.Interrupted(interrupted.Id)]);
        }

        var (plan, problems) = await new Planning(program).MakeAsync(request.Wizard, request.Batch, program.Interruption.Token);
        if (plan is null)
        {
            return _output.Refuse(problems);
        }

        if (request.Record is { } record)
        {
            AnswerFileWriter.Write(record, request.Wizard, request.Batch);
        }

        return _output.ExitCode(await program.Engine.ApplyAsync(plan, _output.On, questions, program.Interruption.Token));
    }
}
