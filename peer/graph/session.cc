// A TensorFlow session for compiled graphs: what `program.ts` needs of TensorFlow's C API and tfjs's binding does not
// offer. A run is prepared once (its feeds and fetches by name) and then costs one call: feeds are read where they lie in
// JavaScript's memory, ops may run on the calling thread, and nothing but the fetched numbers is made.

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <node_api.h>

#include "tensorflow/c/c_api.h"

namespace {

struct StatusDeleter {
  void operator()(TF_Status* status) const { TF_DeleteStatus(status); }
};
using Status = std::unique_ptr<TF_Status, StatusDeleter>;

Status NewStatus() { return Status(TF_NewStatus()); }

struct Session {
  TF_Graph* graph = nullptr;
  TF_Session* session = nullptr;

  void Close() {
    if (session == nullptr) return;
    Status status = NewStatus();
    TF_CloseSession(session, status.get());
    TF_DeleteSession(session, status.get());
    TF_DeleteGraph(graph);
    session = nullptr;
    graph = nullptr;
  }
  ~Session() { Close(); }
};

struct Feed {
  TF_DataType type;
  std::vector<int64_t> shape;
};

struct Plan {
  std::shared_ptr<Session> session;
  std::vector<TF_Output> inputs;
  std::vector<Feed> feeds;
  std::vector<TF_Output> outputs;
};

napi_value Throw(napi_env env, const std::string& message) {
  napi_throw_error(env, nullptr, message.c_str());
  return nullptr;
}

bool Failed(napi_env env, const Status& status) {
  if (TF_GetCode(status.get()) == TF_OK) return false;
  Throw(env, TF_Message(status.get()));
  return true;
}

std::string Text(napi_env env, napi_value value) {
  size_t length = 0;
  napi_get_value_string_utf8(env, value, nullptr, 0, &length);
  std::string text(length, '\0');
  napi_get_value_string_utf8(env, value, &text[0], length + 1, &length);
  return text;
}

template <typename Type>
Type* External(napi_env env, napi_value value) {
  void* data = nullptr;
  if (napi_get_value_external(env, value, &data) != napi_ok) return nullptr;
  return static_cast<Type*>(data);
}

template <typename Type>
napi_value NewExternal(napi_env env, Type* data) {
  napi_value value;
  napi_create_external(env, data, [](napi_env, void* held, void*) { delete static_cast<Type*>(held); }, nullptr,
                       &value);
  return value;
}

struct Bytes {
  void* data = nullptr;
  size_t size = 0;
};

Bytes BytesOf(napi_env env, napi_value value) {
  Bytes bytes;
  napi_typedarray_type type;
  size_t length = 0;
  if (napi_get_typedarray_info(env, value, &type, &length, &bytes.data, nullptr, nullptr) != napi_ok) return bytes;
  const bool wide = type != napi_int8_array && type != napi_uint8_array && type != napi_uint8_clamped_array;
  bytes.size = wide ? length * 4 : length;
  return bytes;
}

// "name" or "name:2".
TF_Output OutputOf(TF_Graph* graph, const std::string& text) {
  const size_t colon = text.rfind(':');
  const std::string name = text.substr(0, colon);
  const int index = colon == std::string::npos ? 0 : std::stoi(text.substr(colon + 1));
  return {TF_GraphOperationByName(graph, name.c_str()), index};
}

// Adds a GraphDef's nodes to a graph, under a prefix unless it is empty.
void Import(TF_Graph* graph, const Bytes& definition, const std::string& prefix, TF_Status* status) {
  TF_Buffer* buffer = TF_NewBufferFromString(definition.data, definition.size);
  TF_ImportGraphDefOptions* options = TF_NewImportGraphDefOptions();
  if (!prefix.empty()) TF_ImportGraphDefOptionsSetPrefix(options, prefix.c_str());
  TF_GraphImportGraphDef(graph, buffer, options, status);
  TF_DeleteImportGraphDefOptions(options);
  TF_DeleteBuffer(buffer);
}

// open(graphDef: Uint8Array, config: Uint8Array): session
napi_value Open(napi_env env, napi_callback_info info) {
  napi_value argv[2];
  size_t argc = 2;
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  const Bytes config = BytesOf(env, argv[1]);
  Status status = NewStatus();
  auto session = std::make_unique<std::shared_ptr<Session>>(std::make_shared<Session>());
  TF_Graph* graph = TF_NewGraph();
  Import(graph, BytesOf(env, argv[0]), "", status.get());
  if (TF_GetCode(status.get()) == TF_OK) {
    TF_SessionOptions* options = TF_NewSessionOptions();
    TF_SetConfig(options, config.data, config.size, status.get());
    if (TF_GetCode(status.get()) == TF_OK) (*session)->session = TF_NewSession(graph, options, status.get());
    TF_DeleteSessionOptions(options);
  }
  if ((*session)->session == nullptr) TF_DeleteGraph(graph);
  if (Failed(env, status)) return nullptr;
  (*session)->graph = graph;
  return NewExternal(env, session.release());
}

// extend(session, graphDef: Uint8Array, prefix: string): the next run hands the new nodes to the session.
napi_value Extend(napi_env env, napi_callback_info info) {
  napi_value argv[3];
  size_t argc = 3;
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  const Session& session = **External<std::shared_ptr<Session>>(env, argv[0]);
  if (session.session == nullptr) return Throw(env, "the session is closed");
  Status status = NewStatus();
  Import(session.graph, BytesOf(env, argv[1]), Text(env, argv[2]), status.get());
  Failed(env, status);
  return nullptr;
}

// plan(session, feeds: string[], types: number[], shapes: number[][], fetches: string[]): plan
napi_value MakePlan(napi_env env, napi_callback_info info) {
  napi_value argv[5];
  size_t argc = 5;
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  auto plan = std::make_unique<Plan>();
  plan->session = *External<std::shared_ptr<Session>>(env, argv[0]);
  if (plan->session->session == nullptr) return Throw(env, "the session is closed");
  const auto find = [&](napi_value names, uint32_t i, std::vector<TF_Output>& into) {
    napi_value value;
    napi_get_element(env, names, i, &value);
    const std::string name = Text(env, value);
    into.push_back(OutputOf(plan->session->graph, name));
    if (into.back().oper == nullptr) Throw(env, "the graph has no node " + name);
    return into.back().oper != nullptr;
  };
  uint32_t feeds = 0;
  napi_get_array_length(env, argv[1], &feeds);
  for (uint32_t i = 0; i < feeds; i++) {
    if (!find(argv[1], i, plan->inputs)) return nullptr;
    napi_value value, shape;
    int32_t type = 0;
    uint32_t rank = 0;
    napi_get_element(env, argv[2], i, &value);
    napi_get_value_int32(env, value, &type);
    napi_get_element(env, argv[3], i, &shape);
    napi_get_array_length(env, shape, &rank);
    Feed feed{static_cast<TF_DataType>(type), std::vector<int64_t>(rank)};
    for (uint32_t axis = 0; axis < rank; axis++) {
      napi_get_element(env, shape, axis, &value);
      napi_get_value_int64(env, value, &feed.shape[axis]);
    }
    plan->feeds.push_back(std::move(feed));
  }
  uint32_t fetches = 0;
  napi_get_array_length(env, argv[4], &fetches);
  for (uint32_t i = 0; i < fetches; i++)
    if (!find(argv[4], i, plan->outputs)) return nullptr;
  return NewExternal(env, plan.release());
}

void KeepMemory(void*, size_t, void*) {}

// run(plan, values: (Float32Array | Int32Array)[]): ArrayBuffer[]
napi_value Run(napi_env env, napi_callback_info info) {
  napi_value argv[2];
  size_t argc = 2;
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  Plan* plan = External<Plan>(env, argv[0]);
  if (plan->session->session == nullptr) return Throw(env, "the session is closed");
  std::vector<TF_Tensor*> inputs(plan->feeds.size(), nullptr);
  std::vector<TF_Tensor*> outputs(plan->outputs.size(), nullptr);
  Status status = NewStatus();
  bool complete = true;
  for (size_t i = 0; i < inputs.size() && complete; i++) {
    napi_value value;
    napi_get_element(env, argv[1], i, &value);
    const Bytes bytes = BytesOf(env, value);
    const Feed& feed = plan->feeds[i];
    size_t wanted = TF_DataTypeSize(feed.type);
    for (int64_t side : feed.shape) wanted *= side;
    complete = bytes.size == wanted;
    // Memory that is not aligned as TensorFlow wants it is copied by TF_NewTensor.
    if (complete)
      inputs[i] = TF_NewTensor(feed.type, feed.shape.data(), feed.shape.size(), bytes.data, bytes.size, KeepMemory,
                               nullptr);
  }
  if (complete)
    TF_SessionRun(plan->session->session, nullptr, plan->inputs.data(), inputs.data(), inputs.size(),
                  plan->outputs.data(), outputs.data(), outputs.size(), nullptr, 0, nullptr, status.get());
  for (TF_Tensor* input : inputs)
    if (input != nullptr) TF_DeleteTensor(input);
  if (!complete) return Throw(env, "a feed is not as large as its shape");
  napi_value results = nullptr;
  if (!Failed(env, status)) {
    napi_create_array_with_length(env, outputs.size(), &results);
    for (size_t i = 0; i < outputs.size(); i++) {
      napi_value buffer;
      void* data = nullptr;
      const size_t size = TF_TensorByteSize(outputs[i]);
      napi_create_arraybuffer(env, size, &data, &buffer);
      std::memcpy(data, TF_TensorData(outputs[i]), size);
      napi_set_element(env, results, i, buffer);
    }
  }
  for (TF_Tensor* output : outputs)
    if (output != nullptr) TF_DeleteTensor(output);
  return results;
}

// close(session)
napi_value Close(napi_env env, napi_callback_info info) {
  napi_value argv[1];
  size_t argc = 1;
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  (*External<std::shared_ptr<Session>>(env, argv[0]))->Close();
  return nullptr;
}

// offset(values): bytes from the start of a typed array to the next place where TensorFlow reads without a copy.
napi_value Offset(napi_env env, napi_callback_info info) {
  napi_value argv[1];
  size_t argc = 1;
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  const auto address = reinterpret_cast<uintptr_t>(BytesOf(env, argv[0]).data);
  napi_value result;
  napi_create_uint32(env, static_cast<uint32_t>((64 - address % 64) % 64), &result);
  return result;
}

}  // namespace

NAPI_MODULE_INIT() {
  const napi_property_descriptor functions[] = {
      {"open", nullptr, Open, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"extend", nullptr, Extend, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"plan", nullptr, MakePlan, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"run", nullptr, Run, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"close", nullptr, Close, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"offset", nullptr, Offset, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
  };
  napi_define_properties(env, exports, sizeof(functions) / sizeof(*functions), functions);
  return exports;
}
