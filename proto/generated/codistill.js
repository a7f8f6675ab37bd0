/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $Array = $util.global.Array, $String = $util.global.String, $Number = $util.global.Number, $isFinite = $util.global.isFinite, $Boolean = $util.global.Boolean;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const codistill = $root.codistill = (() => {

    /**
     * Namespace codistill.
     * @exports codistill
     * @namespace
     */
    const codistill = {};

    codistill.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof codistill
         * @namespace
         */
        const v1 = {};

        v1.RunSpec = (function() {

            /**
             * Properties of a RunSpec.
             * @typedef {Object} codistill.v1.RunSpec.$Properties
             * @property {Array.<codistill.v1.PeerSpec.$Properties>|null} [peers] RunSpec peers
             * @property {codistill.v1.DataSpec.$Properties|null} [data] RunSpec data
             * @property {codistill.v1.TrainingSpec.$Properties|null} [training] RunSpec training
             * @property {codistill.v1.DistillationSpec.$Properties|null} [distillation] RunSpec distillation
             * @property {codistill.v1.ExchangeSpec.$Properties|null} [exchange] RunSpec exchange
             * @property {codistill.v1.RoundSpec.$Properties|null} [rounds] RunSpec rounds
             * @property {codistill.v1.ConvergenceSpec.$Properties|null} [convergence] RunSpec convergence
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RunSpec.
             * @memberof codistill.v1
             * @interface IRunSpec
             * @augments codistill.v1.RunSpec.$Properties
             * @deprecated Use codistill.v1.RunSpec.$Properties instead.
             */

            /**
             * Shape of a RunSpec.
             * @typedef {codistill.v1.RunSpec.$Properties} codistill.v1.RunSpec.$Shape
             */

            /**
             * Constructs a new RunSpec.
             * @memberof codistill.v1
             * @classdesc Represents a RunSpec.
             * @constructor
             * @param {codistill.v1.RunSpec.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RunSpec = function (properties) {
                this.peers = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RunSpec peers.
             * @member {Array.<codistill.v1.PeerSpec.$Properties>} peers
             * @memberof codistill.v1.RunSpec
             * @instance
             */
            RunSpec.prototype.peers = $util.emptyArray;

            /**
             * RunSpec data.
             * @member {codistill.v1.DataSpec.$Properties|null|undefined} data
             * @memberof codistill.v1.RunSpec
             * @instance
             */
            RunSpec.prototype.data = null;

            /**
             * RunSpec training.
             * @member {codistill.v1.TrainingSpec.$Properties|null|undefined} training
             * @memberof codistill.v1.RunSpec
             * @instance
             */
            RunSpec.prototype.training = null;

            /**
             * RunSpec distillation.
             * @member {codistill.v1.DistillationSpec.$Properties|null|undefined} distillation
             * @memberof codistill.v1.RunSpec
             * @instance
             */
            RunSpec.prototype.distillation = null;

            /**
             * RunSpec exchange.
             * @member {codistill.v1.ExchangeSpec.$Properties|null|undefined} exchange
             * @memberof codistill.v1.RunSpec
             * @instance
             */
            RunSpec.prototype.exchange = null;

            /**
             * RunSpec rounds.
             * @member {codistill.v1.RoundSpec.$Properties|null|undefined} rounds
             * @memberof codistill.v1.RunSpec
             * @instance
             */
            RunSpec.prototype.rounds = null;

            /**
             * RunSpec convergence.
             * @member {codistill.v1.ConvergenceSpec.$Properties|null|undefined} convergence
             * @memberof codistill.v1.RunSpec
             * @instance
             */
            RunSpec.prototype.convergence = null;

            /**
             * Creates a new RunSpec instance using the specified properties.
             * @function create
             * @memberof codistill.v1.RunSpec
             * @static
             * @param {codistill.v1.RunSpec.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.RunSpec} RunSpec instance
             * @type {{
             *   (properties: codistill.v1.RunSpec.$Shape): codistill.v1.RunSpec & codistill.v1.RunSpec.$Shape;
             *   (properties?: codistill.v1.RunSpec.$Properties): codistill.v1.RunSpec;
             * }}
             */
            RunSpec.create = function(properties) {
                return new RunSpec(properties);
            };

            /**
             * Encodes the specified RunSpec message. Does not implicitly {@link codistill.v1.RunSpec.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.RunSpec
             * @static
             * @param {codistill.v1.RunSpec.$Properties} message RunSpec message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RunSpec.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.peers != null && message.peers.length)
                    for (let i = 0; i < message.peers.length; ++i)
                        $root.codistill.v1.PeerSpec.encode(message.peers[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.data != null && $Object.hasOwnProperty.call(message, "data"))
                    $root.codistill.v1.DataSpec.encode(message.data, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.training != null && $Object.hasOwnProperty.call(message, "training"))
                    $root.codistill.v1.TrainingSpec.encode(message.training, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.distillation != null && $Object.hasOwnProperty.call(message, "distillation"))
                    $root.codistill.v1.DistillationSpec.encode(message.distillation, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.exchange != null && $Object.hasOwnProperty.call(message, "exchange"))
                    $root.codistill.v1.ExchangeSpec.encode(message.exchange, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.rounds != null && $Object.hasOwnProperty.call(message, "rounds"))
                    $root.codistill.v1.RoundSpec.encode(message.rounds, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.convergence != null && $Object.hasOwnProperty.call(message, "convergence"))
                    $root.codistill.v1.ConvergenceSpec.encode(message.convergence, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RunSpec message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.RunSpec
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.RunSpec & codistill.v1.RunSpec.$Shape} RunSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RunSpec.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.RunSpec();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.peers && message.peers.length))
                                message.peers = [];
                            message.peers.push($root.codistill.v1.PeerSpec.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.data = $root.codistill.v1.DataSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.data);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.training = $root.codistill.v1.TrainingSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.training);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.distillation = $root.codistill.v1.DistillationSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.distillation);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.exchange = $root.codistill.v1.ExchangeSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.exchange);
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.rounds = $root.codistill.v1.RoundSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.rounds);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.convergence = $root.codistill.v1.ConvergenceSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.convergence);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a RunSpec message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.RunSpec
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.RunSpec} RunSpec
             */
            RunSpec.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.RunSpec)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.RunSpec: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.RunSpec();
                if (object.peers) {
                    if (!$Array.isArray(object.peers))
                        throw $TypeError(".codistill.v1.RunSpec.peers: array expected");
                    message.peers = $Array(object.peers.length);
                    for (let i = 0; i < object.peers.length; ++i) {
                        if (!$util.isObject(object.peers[i]))
                            throw $TypeError(".codistill.v1.RunSpec.peers: object expected");
                        message.peers[i] = $root.codistill.v1.PeerSpec.fromObject(object.peers[i], _depth + 1);
                    }
                }
                if (object.data != null) {
                    if (!$util.isObject(object.data))
                        throw $TypeError(".codistill.v1.RunSpec.data: object expected");
                    message.data = $root.codistill.v1.DataSpec.fromObject(object.data, _depth + 1);
                }
                if (object.training != null) {
                    if (!$util.isObject(object.training))
                        throw $TypeError(".codistill.v1.RunSpec.training: object expected");
                    message.training = $root.codistill.v1.TrainingSpec.fromObject(object.training, _depth + 1);
                }
                if (object.distillation != null) {
                    if (!$util.isObject(object.distillation))
                        throw $TypeError(".codistill.v1.RunSpec.distillation: object expected");
                    message.distillation = $root.codistill.v1.DistillationSpec.fromObject(object.distillation, _depth + 1);
                }
                if (object.exchange != null) {
                    if (!$util.isObject(object.exchange))
                        throw $TypeError(".codistill.v1.RunSpec.exchange: object expected");
                    message.exchange = $root.codistill.v1.ExchangeSpec.fromObject(object.exchange, _depth + 1);
                }
                if (object.rounds != null) {
                    if (!$util.isObject(object.rounds))
                        throw $TypeError(".codistill.v1.RunSpec.rounds: object expected");
                    message.rounds = $root.codistill.v1.RoundSpec.fromObject(object.rounds, _depth + 1);
                }
                if (object.convergence != null) {
                    if (!$util.isObject(object.convergence))
                        throw $TypeError(".codistill.v1.RunSpec.convergence: object expected");
                    message.convergence = $root.codistill.v1.ConvergenceSpec.fromObject(object.convergence, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from a RunSpec message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.RunSpec
             * @static
             * @param {codistill.v1.RunSpec} message RunSpec
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            RunSpec.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.peers = [];
                if (options.defaults) {
                    object.data = null;
                    object.training = null;
                    object.distillation = null;
                    object.exchange = null;
                    object.rounds = null;
                    object.convergence = null;
                }
                if (message.peers && message.peers.length) {
                    object.peers = $Array(message.peers.length);
                    for (let j = 0; j < message.peers.length; ++j)
                        object.peers[j] = $root.codistill.v1.PeerSpec.toObject(message.peers[j], options, _depth + 1);
                }
                if (message.data != null && $Object.hasOwnProperty.call(message, "data"))
                    object.data = $root.codistill.v1.DataSpec.toObject(message.data, options, _depth + 1);
                if (message.training != null && $Object.hasOwnProperty.call(message, "training"))
                    object.training = $root.codistill.v1.TrainingSpec.toObject(message.training, options, _depth + 1);
                if (message.distillation != null && $Object.hasOwnProperty.call(message, "distillation"))
                    object.distillation = $root.codistill.v1.DistillationSpec.toObject(message.distillation, options, _depth + 1);
                if (message.exchange != null && $Object.hasOwnProperty.call(message, "exchange"))
                    object.exchange = $root.codistill.v1.ExchangeSpec.toObject(message.exchange, options, _depth + 1);
                if (message.rounds != null && $Object.hasOwnProperty.call(message, "rounds"))
                    object.rounds = $root.codistill.v1.RoundSpec.toObject(message.rounds, options, _depth + 1);
                if (message.convergence != null && $Object.hasOwnProperty.call(message, "convergence"))
                    object.convergence = $root.codistill.v1.ConvergenceSpec.toObject(message.convergence, options, _depth + 1);
                return object;
            };

            /**
             * Converts this RunSpec to JSON.
             * @function toJSON
             * @memberof codistill.v1.RunSpec
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            RunSpec.prototype.toJSON = function() {
                return RunSpec.toObject(this, $protobuf.util.toJSONOptions);
            };

            return RunSpec;
        })();

        v1.PeerSpec = (function() {

            /**
             * Properties of a PeerSpec.
             * @typedef {Object} codistill.v1.PeerSpec.$Properties
             * @property {string|null} [id] PeerSpec id
             * @property {string|null} [network] PeerSpec network
             * @property {string|null} [device] PeerSpec device
             * @property {number|null} [initSeed] PeerSpec initSeed
             * @property {string|null} [role] PeerSpec role
             * @property {string|null} [source] PeerSpec source
             * @property {string|null} [view] PeerSpec view
             * @property {string|null} [output] PeerSpec output
             * @property {string|null} [input] PeerSpec input
             * @property {string|null} [gives] PeerSpec gives
             * @property {string|null} [precision] PeerSpec precision
             * @property {string|null} [weights] PeerSpec weights
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PeerSpec.
             * @memberof codistill.v1
             * @interface IPeerSpec
             * @augments codistill.v1.PeerSpec.$Properties
             * @deprecated Use codistill.v1.PeerSpec.$Properties instead.
             */

            /**
             * Shape of a PeerSpec.
             * @typedef {codistill.v1.PeerSpec.$Properties} codistill.v1.PeerSpec.$Shape
             */

            /**
             * Constructs a new PeerSpec.
             * @memberof codistill.v1
             * @classdesc Represents a PeerSpec.
             * @constructor
             * @param {codistill.v1.PeerSpec.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PeerSpec = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PeerSpec id.
             * @member {string} id
             * @memberof codistill.v1.PeerSpec
             * @instance
             */
            PeerSpec.prototype.id = "";

            /**
             * PeerSpec network.
             * @member {string} network
             * @memberof codistill.v1.PeerSpec
             * @instance
             */
            PeerSpec.prototype.network = "";

            /**
             * PeerSpec device.
             * @member {string} device
             * @memberof codistill.v1.PeerSpec
             * @instance
             */
            PeerSpec.prototype.device = "";

            /**
             * PeerSpec initSeed.
             * @member {number} initSeed
             * @memberof codistill.v1.PeerSpec
             * @instance
             */
            PeerSpec.prototype.initSeed = 0;

            /**
             * PeerSpec role.
             * @member {string} role
             * @memberof codistill.v1.PeerSpec
             * @instance
             */
            PeerSpec.prototype.role = "";

            /**
             * PeerSpec source.
             * @member {string} source
             * @memberof codistill.v1.PeerSpec
             * @instance
             */
            PeerSpec.prototype.source = "";

            /**
             * PeerSpec view.
             * @member {string} view
             * @memberof codistill.v1.PeerSpec
             * @instance
             */
            PeerSpec.prototype.view = "";

            /**
             * PeerSpec output.
             * @member {string} output
             * @memberof codistill.v1.PeerSpec
             * @instance
             */
            PeerSpec.prototype.output = "";

            /**
             * PeerSpec input.
             * @member {string} input
             * @memberof codistill.v1.PeerSpec
             * @instance
             */
            PeerSpec.prototype.input = "";

            /**
             * PeerSpec gives.
             * @member {string} gives
             * @memberof codistill.v1.PeerSpec
             * @instance
             */
            PeerSpec.prototype.gives = "";

            /**
             * PeerSpec precision.
             * @member {string} precision
             * @memberof codistill.v1.PeerSpec
             * @instance
             */
            PeerSpec.prototype.precision = "";

            /**
             * PeerSpec weights.
             * @member {string} weights
             * @memberof codistill.v1.PeerSpec
             * @instance
             */
            PeerSpec.prototype.weights = "";

            /**
             * Creates a new PeerSpec instance using the specified properties.
             * @function create
             * @memberof codistill.v1.PeerSpec
             * @static
             * @param {codistill.v1.PeerSpec.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.PeerSpec} PeerSpec instance
             * @type {{
             *   (properties: codistill.v1.PeerSpec.$Shape): codistill.v1.PeerSpec & codistill.v1.PeerSpec.$Shape;
             *   (properties?: codistill.v1.PeerSpec.$Properties): codistill.v1.PeerSpec;
             * }}
             */
            PeerSpec.create = function(properties) {
                return new PeerSpec(properties);
            };

            /**
             * Encodes the specified PeerSpec message. Does not implicitly {@link codistill.v1.PeerSpec.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.PeerSpec
             * @static
             * @param {codistill.v1.PeerSpec.$Properties} message PeerSpec message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PeerSpec.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                if (message.network != null && $Object.hasOwnProperty.call(message, "network") && message.network !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.network);
                if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.device);
                if (message.initSeed != null && $Object.hasOwnProperty.call(message, "initSeed") && message.initSeed !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.initSeed);
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.role);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.source);
                if (message.view != null && $Object.hasOwnProperty.call(message, "view") && message.view !== "")
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.view);
                if (message.output != null && $Object.hasOwnProperty.call(message, "output") && message.output !== "")
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.output);
                if (message.input != null && $Object.hasOwnProperty.call(message, "input") && message.input !== "")
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.input);
                if (message.gives != null && $Object.hasOwnProperty.call(message, "gives") && message.gives !== "")
                    writer.uint32(/* id 10, wireType 2 =*/82).string(message.gives);
                if (message.precision != null && $Object.hasOwnProperty.call(message, "precision") && message.precision !== "")
                    writer.uint32(/* id 11, wireType 2 =*/90).string(message.precision);
                if (message.weights != null && $Object.hasOwnProperty.call(message, "weights") && message.weights !== "")
                    writer.uint32(/* id 12, wireType 2 =*/98).string(message.weights);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PeerSpec message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.PeerSpec
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.PeerSpec & codistill.v1.PeerSpec.$Shape} PeerSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PeerSpec.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.PeerSpec();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.network = value;
                            else
                                delete message.network;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.device = value;
                            else
                                delete message.device;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.initSeed = value;
                            else
                                delete message.initSeed;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.role = value;
                            else
                                delete message.role;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.source = value;
                            else
                                delete message.source;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.view = value;
                            else
                                delete message.view;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.output = value;
                            else
                                delete message.output;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.input = value;
                            else
                                delete message.input;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.gives = value;
                            else
                                delete message.gives;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.precision = value;
                            else
                                delete message.precision;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.weights = value;
                            else
                                delete message.weights;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a PeerSpec message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.PeerSpec
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.PeerSpec} PeerSpec
             */
            PeerSpec.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.PeerSpec)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.PeerSpec: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.PeerSpec();
                if (object.id != null)
                    if (typeof object.id !== "string" || object.id.length)
                        message.id = $String(object.id);
                if (object.network != null)
                    if (typeof object.network !== "string" || object.network.length)
                        message.network = $String(object.network);
                if (object.device != null)
                    if (typeof object.device !== "string" || object.device.length)
                        message.device = $String(object.device);
                if (object.initSeed != null)
                    if ($Number(object.initSeed) !== 0)
                        message.initSeed = object.initSeed >>> 0;
                if (object.role != null)
                    if (typeof object.role !== "string" || object.role.length)
                        message.role = $String(object.role);
                if (object.source != null)
                    if (typeof object.source !== "string" || object.source.length)
                        message.source = $String(object.source);
                if (object.view != null)
                    if (typeof object.view !== "string" || object.view.length)
                        message.view = $String(object.view);
                if (object.output != null)
                    if (typeof object.output !== "string" || object.output.length)
                        message.output = $String(object.output);
                if (object.input != null)
                    if (typeof object.input !== "string" || object.input.length)
                        message.input = $String(object.input);
                if (object.gives != null)
                    if (typeof object.gives !== "string" || object.gives.length)
                        message.gives = $String(object.gives);
                if (object.precision != null)
                    if (typeof object.precision !== "string" || object.precision.length)
                        message.precision = $String(object.precision);
                if (object.weights != null)
                    if (typeof object.weights !== "string" || object.weights.length)
                        message.weights = $String(object.weights);
                return message;
            };

            /**
             * Creates a plain object from a PeerSpec message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.PeerSpec
             * @static
             * @param {codistill.v1.PeerSpec} message PeerSpec
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            PeerSpec.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.id = "";
                    object.network = "";
                    object.device = "";
                    object.initSeed = 0;
                    object.role = "";
                    object.source = "";
                    object.view = "";
                    object.output = "";
                    object.input = "";
                    object.gives = "";
                    object.precision = "";
                    object.weights = "";
                }
                if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                    object.id = message.id;
                if (message.network != null && $Object.hasOwnProperty.call(message, "network"))
                    object.network = message.network;
                if (message.device != null && $Object.hasOwnProperty.call(message, "device"))
                    object.device = message.device;
                if (message.initSeed != null && $Object.hasOwnProperty.call(message, "initSeed"))
                    object.initSeed = message.initSeed;
                if (message.role != null && $Object.hasOwnProperty.call(message, "role"))
                    object.role = message.role;
                if (message.source != null && $Object.hasOwnProperty.call(message, "source"))
                    object.source = message.source;
                if (message.view != null && $Object.hasOwnProperty.call(message, "view"))
                    object.view = message.view;
                if (message.output != null && $Object.hasOwnProperty.call(message, "output"))
                    object.output = message.output;
                if (message.input != null && $Object.hasOwnProperty.call(message, "input"))
                    object.input = message.input;
                if (message.gives != null && $Object.hasOwnProperty.call(message, "gives"))
                    object.gives = message.gives;
                if (message.precision != null && $Object.hasOwnProperty.call(message, "precision"))
                    object.precision = message.precision;
                if (message.weights != null && $Object.hasOwnProperty.call(message, "weights"))
                    object.weights = message.weights;
                return object;
            };

            /**
             * Converts this PeerSpec to JSON.
             * @function toJSON
             * @memberof codistill.v1.PeerSpec
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            PeerSpec.prototype.toJSON = function() {
                return PeerSpec.toObject(this, $protobuf.util.toJSONOptions);
            };

            return PeerSpec;
        })();

        v1.DataSpec = (function() {

            /**
             * Properties of a DataSpec.
             * @typedef {Object} codistill.v1.DataSpec.$Properties
             * @property {string|null} [name] DataSpec name
             * @property {number|null} [limitTrain] DataSpec limitTrain
             * @property {number|null} [labelNoise] DataSpec labelNoise
             * @property {number|null} [validationFraction] DataSpec validationFraction
             * @property {string|null} [augment] DataSpec augment
             * @property {string|null} [partition] DataSpec partition
             * @property {number|null} [seed] DataSpec seed
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DataSpec.
             * @memberof codistill.v1
             * @interface IDataSpec
             * @augments codistill.v1.DataSpec.$Properties
             * @deprecated Use codistill.v1.DataSpec.$Properties instead.
             */

            /**
             * Shape of a DataSpec.
             * @typedef {codistill.v1.DataSpec.$Properties} codistill.v1.DataSpec.$Shape
             */

            /**
             * Constructs a new DataSpec.
             * @memberof codistill.v1
             * @classdesc Represents a DataSpec.
             * @constructor
             * @param {codistill.v1.DataSpec.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DataSpec = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DataSpec name.
             * @member {string} name
             * @memberof codistill.v1.DataSpec
             * @instance
             */
            DataSpec.prototype.name = "";

            /**
             * DataSpec limitTrain.
             * @member {number} limitTrain
             * @memberof codistill.v1.DataSpec
             * @instance
             */
            DataSpec.prototype.limitTrain = 0;

            /**
             * DataSpec labelNoise.
             * @member {number} labelNoise
             * @memberof codistill.v1.DataSpec
             * @instance
             */
            DataSpec.prototype.labelNoise = 0;

            /**
             * DataSpec validationFraction.
             * @member {number} validationFraction
             * @memberof codistill.v1.DataSpec
             * @instance
             */
            DataSpec.prototype.validationFraction = 0;

            /**
             * DataSpec augment.
             * @member {string} augment
             * @memberof codistill.v1.DataSpec
             * @instance
             */
            DataSpec.prototype.augment = "";

            /**
             * DataSpec partition.
             * @member {string} partition
             * @memberof codistill.v1.DataSpec
             * @instance
             */
            DataSpec.prototype.partition = "";

            /**
             * DataSpec seed.
             * @member {number} seed
             * @memberof codistill.v1.DataSpec
             * @instance
             */
            DataSpec.prototype.seed = 0;

            /**
             * Creates a new DataSpec instance using the specified properties.
             * @function create
             * @memberof codistill.v1.DataSpec
             * @static
             * @param {codistill.v1.DataSpec.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.DataSpec} DataSpec instance
             * @type {{
             *   (properties: codistill.v1.DataSpec.$Shape): codistill.v1.DataSpec & codistill.v1.DataSpec.$Shape;
             *   (properties?: codistill.v1.DataSpec.$Properties): codistill.v1.DataSpec;
             * }}
             */
            DataSpec.create = function(properties) {
                return new DataSpec(properties);
            };

            /**
             * Encodes the specified DataSpec message. Does not implicitly {@link codistill.v1.DataSpec.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.DataSpec
             * @static
             * @param {codistill.v1.DataSpec.$Properties} message DataSpec message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DataSpec.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.limitTrain != null && $Object.hasOwnProperty.call(message, "limitTrain") && message.limitTrain !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.limitTrain);
                if (message.labelNoise != null && $Object.hasOwnProperty.call(message, "labelNoise") && !$Object.is(message.labelNoise, 0))
                    writer.uint32(/* id 3, wireType 1 =*/25).double(message.labelNoise);
                if (message.validationFraction != null && $Object.hasOwnProperty.call(message, "validationFraction") && !$Object.is(message.validationFraction, 0))
                    writer.uint32(/* id 4, wireType 1 =*/33).double(message.validationFraction);
                if (message.augment != null && $Object.hasOwnProperty.call(message, "augment") && message.augment !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.augment);
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.partition);
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.seed);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DataSpec message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.DataSpec
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.DataSpec & codistill.v1.DataSpec.$Shape} DataSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DataSpec.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.DataSpec();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.limitTrain = value;
                            else
                                delete message.limitTrain;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.labelNoise = value;
                            else
                                delete message.labelNoise;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.validationFraction = value;
                            else
                                delete message.validationFraction;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.augment = value;
                            else
                                delete message.augment;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.seed = value;
                            else
                                delete message.seed;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a DataSpec message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.DataSpec
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.DataSpec} DataSpec
             */
            DataSpec.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.DataSpec)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.DataSpec: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.DataSpec();
                if (object.name != null)
                    if (typeof object.name !== "string" || object.name.length)
                        message.name = $String(object.name);
                if (object.limitTrain != null)
                    if ($Number(object.limitTrain) !== 0)
                        message.limitTrain = object.limitTrain >>> 0;
                if (object.labelNoise != null)
                    if (!$Object.is($Number(object.labelNoise), 0))
                        message.labelNoise = $Number(object.labelNoise);
                if (object.validationFraction != null)
                    if (!$Object.is($Number(object.validationFraction), 0))
                        message.validationFraction = $Number(object.validationFraction);
                if (object.augment != null)
                    if (typeof object.augment !== "string" || object.augment.length)
                        message.augment = $String(object.augment);
                if (object.partition != null)
                    if (typeof object.partition !== "string" || object.partition.length)
                        message.partition = $String(object.partition);
                if (object.seed != null)
                    if ($Number(object.seed) !== 0)
                        message.seed = object.seed >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a DataSpec message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.DataSpec
             * @static
             * @param {codistill.v1.DataSpec} message DataSpec
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            DataSpec.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.name = "";
                    object.limitTrain = 0;
                    object.labelNoise = 0;
                    object.validationFraction = 0;
                    object.augment = "";
                    object.partition = "";
                    object.seed = 0;
                }
                if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                    object.name = message.name;
                if (message.limitTrain != null && $Object.hasOwnProperty.call(message, "limitTrain"))
                    object.limitTrain = message.limitTrain;
                if (message.labelNoise != null && $Object.hasOwnProperty.call(message, "labelNoise"))
                    object.labelNoise = options.json && !$isFinite(message.labelNoise) ? $String(message.labelNoise) : message.labelNoise;
                if (message.validationFraction != null && $Object.hasOwnProperty.call(message, "validationFraction"))
                    object.validationFraction = options.json && !$isFinite(message.validationFraction) ? $String(message.validationFraction) : message.validationFraction;
                if (message.augment != null && $Object.hasOwnProperty.call(message, "augment"))
                    object.augment = message.augment;
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition"))
                    object.partition = message.partition;
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed"))
                    object.seed = message.seed;
                return object;
            };

            /**
             * Converts this DataSpec to JSON.
             * @function toJSON
             * @memberof codistill.v1.DataSpec
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            DataSpec.prototype.toJSON = function() {
                return DataSpec.toObject(this, $protobuf.util.toJSONOptions);
            };

            return DataSpec;
        })();

        v1.TrainingSpec = (function() {

            /**
             * Properties of a TrainingSpec.
             * @typedef {Object} codistill.v1.TrainingSpec.$Properties
             * @property {number|null} [epochs] TrainingSpec epochs
             * @property {number|null} [steps] TrainingSpec steps
             * @property {number|null} [batch] TrainingSpec batch
             * @property {number|null} [seed] TrainingSpec seed
             * @property {string|null} [optimizer] TrainingSpec optimizer
             * @property {number|null} [lr] TrainingSpec lr
             * @property {number|null} [momentum] TrainingSpec momentum
             * @property {boolean|null} [nesterov] TrainingSpec nesterov
             * @property {number|null} [weightDecay] TrainingSpec weightDecay
             * @property {string|null} [schedule] TrainingSpec schedule
             * @property {Array.<number>|null} [milestones] TrainingSpec milestones
             * @property {number|null} [gamma] TrainingSpec gamma
             * @property {number|null} [evaluateEverySteps] TrainingSpec evaluateEverySteps
             * @property {number|null} [checkpointEverySteps] TrainingSpec checkpointEverySteps
             * @property {boolean|null} [eager] TrainingSpec eager
             * @property {number|null} [warmupSteps] TrainingSpec warmupSteps
             * @property {number|null} [clipNorm] TrainingSpec clipNorm
             * @property {number|null} [fineTuneSteps] TrainingSpec fineTuneSteps
             * @property {number|null} [fineTuneLr] TrainingSpec fineTuneLr
             * @property {Array.<number>|null} [weightDecaySchedule] TrainingSpec weightDecaySchedule
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TrainingSpec.
             * @memberof codistill.v1
             * @interface ITrainingSpec
             * @augments codistill.v1.TrainingSpec.$Properties
             * @deprecated Use codistill.v1.TrainingSpec.$Properties instead.
             */

            /**
             * Shape of a TrainingSpec.
             * @typedef {codistill.v1.TrainingSpec.$Properties} codistill.v1.TrainingSpec.$Shape
             */

            /**
             * Constructs a new TrainingSpec.
             * @memberof codistill.v1
             * @classdesc Represents a TrainingSpec.
             * @constructor
             * @param {codistill.v1.TrainingSpec.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TrainingSpec = function (properties) {
                this.milestones = [];
                this.weightDecaySchedule = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TrainingSpec epochs.
             * @member {number} epochs
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.epochs = 0;

            /**
             * TrainingSpec steps.
             * @member {number} steps
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.steps = 0;

            /**
             * TrainingSpec batch.
             * @member {number} batch
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.batch = 0;

            /**
             * TrainingSpec seed.
             * @member {number} seed
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.seed = 0;

            /**
             * TrainingSpec optimizer.
             * @member {string} optimizer
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.optimizer = "";

            /**
             * TrainingSpec lr.
             * @member {number} lr
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.lr = 0;

            /**
             * TrainingSpec momentum.
             * @member {number} momentum
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.momentum = 0;

            /**
             * TrainingSpec nesterov.
             * @member {boolean} nesterov
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.nesterov = false;

            /**
             * TrainingSpec weightDecay.
             * @member {number} weightDecay
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.weightDecay = 0;

            /**
             * TrainingSpec schedule.
             * @member {string} schedule
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.schedule = "";

            /**
             * TrainingSpec milestones.
             * @member {Array.<number>} milestones
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.milestones = $util.emptyArray;

            /**
             * TrainingSpec gamma.
             * @member {number} gamma
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.gamma = 0;

            /**
             * TrainingSpec evaluateEverySteps.
             * @member {number} evaluateEverySteps
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.evaluateEverySteps = 0;

            /**
             * TrainingSpec checkpointEverySteps.
             * @member {number} checkpointEverySteps
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.checkpointEverySteps = 0;

            /**
             * TrainingSpec eager.
             * @member {boolean} eager
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.eager = false;

            /**
             * TrainingSpec warmupSteps.
             * @member {number} warmupSteps
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.warmupSteps = 0;

            /**
             * TrainingSpec clipNorm.
             * @member {number} clipNorm
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.clipNorm = 0;

            /**
             * TrainingSpec fineTuneSteps.
             * @member {number} fineTuneSteps
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.fineTuneSteps = 0;

            /**
             * TrainingSpec fineTuneLr.
             * @member {number} fineTuneLr
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.fineTuneLr = 0;

            /**
             * TrainingSpec weightDecaySchedule.
             * @member {Array.<number>} weightDecaySchedule
             * @memberof codistill.v1.TrainingSpec
             * @instance
             */
            TrainingSpec.prototype.weightDecaySchedule = $util.emptyArray;

            /**
             * Creates a new TrainingSpec instance using the specified properties.
             * @function create
             * @memberof codistill.v1.TrainingSpec
             * @static
             * @param {codistill.v1.TrainingSpec.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.TrainingSpec} TrainingSpec instance
             * @type {{
             *   (properties: codistill.v1.TrainingSpec.$Shape): codistill.v1.TrainingSpec & codistill.v1.TrainingSpec.$Shape;
             *   (properties?: codistill.v1.TrainingSpec.$Properties): codistill.v1.TrainingSpec;
             * }}
             */
            TrainingSpec.create = function(properties) {
                return new TrainingSpec(properties);
            };

            /**
             * Encodes the specified TrainingSpec message. Does not implicitly {@link codistill.v1.TrainingSpec.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.TrainingSpec
             * @static
             * @param {codistill.v1.TrainingSpec.$Properties} message TrainingSpec message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TrainingSpec.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.epochs != null && $Object.hasOwnProperty.call(message, "epochs") && message.epochs !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.epochs);
                if (message.steps != null && $Object.hasOwnProperty.call(message, "steps") && message.steps !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.steps);
                if (message.batch != null && $Object.hasOwnProperty.call(message, "batch") && message.batch !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.batch);
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.seed);
                if (message.optimizer != null && $Object.hasOwnProperty.call(message, "optimizer") && message.optimizer !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.optimizer);
                if (message.lr != null && $Object.hasOwnProperty.call(message, "lr") && !$Object.is(message.lr, 0))
                    writer.uint32(/* id 6, wireType 1 =*/49).double(message.lr);
                if (message.momentum != null && $Object.hasOwnProperty.call(message, "momentum") && !$Object.is(message.momentum, 0))
                    writer.uint32(/* id 7, wireType 1 =*/57).double(message.momentum);
                if (message.nesterov != null && $Object.hasOwnProperty.call(message, "nesterov") && message.nesterov !== false)
                    writer.uint32(/* id 8, wireType 0 =*/64).bool(message.nesterov);
                if (message.weightDecay != null && $Object.hasOwnProperty.call(message, "weightDecay") && !$Object.is(message.weightDecay, 0))
                    writer.uint32(/* id 9, wireType 1 =*/73).double(message.weightDecay);
                if (message.schedule != null && $Object.hasOwnProperty.call(message, "schedule") && message.schedule !== "")
                    writer.uint32(/* id 10, wireType 2 =*/82).string(message.schedule);
                if (message.milestones != null && message.milestones.length)
                    writer.uint32(/* id 11, wireType 2 =*/90).doubles(message.milestones);
                if (message.gamma != null && $Object.hasOwnProperty.call(message, "gamma") && !$Object.is(message.gamma, 0))
                    writer.uint32(/* id 12, wireType 1 =*/97).double(message.gamma);
                if (message.evaluateEverySteps != null && $Object.hasOwnProperty.call(message, "evaluateEverySteps") && message.evaluateEverySteps !== 0)
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.evaluateEverySteps);
                if (message.checkpointEverySteps != null && $Object.hasOwnProperty.call(message, "checkpointEverySteps") && message.checkpointEverySteps !== 0)
                    writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.checkpointEverySteps);
                if (message.eager != null && $Object.hasOwnProperty.call(message, "eager") && message.eager !== false)
                    writer.uint32(/* id 15, wireType 0 =*/120).bool(message.eager);
                if (message.warmupSteps != null && $Object.hasOwnProperty.call(message, "warmupSteps") && message.warmupSteps !== 0)
                    writer.uint32(/* id 16, wireType 0 =*/128).uint32(message.warmupSteps);
                if (message.clipNorm != null && $Object.hasOwnProperty.call(message, "clipNorm") && !$Object.is(message.clipNorm, 0))
                    writer.uint32(/* id 17, wireType 1 =*/137).double(message.clipNorm);
                if (message.fineTuneSteps != null && $Object.hasOwnProperty.call(message, "fineTuneSteps") && message.fineTuneSteps !== 0)
                    writer.uint32(/* id 18, wireType 0 =*/144).uint32(message.fineTuneSteps);
                if (message.fineTuneLr != null && $Object.hasOwnProperty.call(message, "fineTuneLr") && !$Object.is(message.fineTuneLr, 0))
                    writer.uint32(/* id 19, wireType 1 =*/153).double(message.fineTuneLr);
                if (message.weightDecaySchedule != null && message.weightDecaySchedule.length)
                    writer.uint32(/* id 20, wireType 2 =*/162).doubles(message.weightDecaySchedule);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TrainingSpec message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.TrainingSpec
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.TrainingSpec & codistill.v1.TrainingSpec.$Shape} TrainingSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TrainingSpec.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.TrainingSpec();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.epochs = value;
                            else
                                delete message.epochs;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.steps = value;
                            else
                                delete message.steps;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.batch = value;
                            else
                                delete message.batch;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.seed = value;
                            else
                                delete message.seed;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.optimizer = value;
                            else
                                delete message.optimizer;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.lr = value;
                            else
                                delete message.lr;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.momentum = value;
                            else
                                delete message.momentum;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.nesterov = value;
                            else
                                delete message.nesterov;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.weightDecay = value;
                            else
                                delete message.weightDecay;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.schedule = value;
                            else
                                delete message.schedule;
                            continue;
                        }
                    case 11: {
                            if (wireType === 2) {
                                if (!(message.milestones && message.milestones.length))
                                    message.milestones = [];
                                reader.doubles(message.milestones);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.milestones && message.milestones.length))
                                message.milestones = [];
                            message.milestones.push(reader.double());
                            continue;
                        }
                    case 12: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.gamma = value;
                            else
                                delete message.gamma;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.evaluateEverySteps = value;
                            else
                                delete message.evaluateEverySteps;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.checkpointEverySteps = value;
                            else
                                delete message.checkpointEverySteps;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.eager = value;
                            else
                                delete message.eager;
                            continue;
                        }
                    case 16: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.warmupSteps = value;
                            else
                                delete message.warmupSteps;
                            continue;
                        }
                    case 17: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.clipNorm = value;
                            else
                                delete message.clipNorm;
                            continue;
                        }
                    case 18: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.fineTuneSteps = value;
                            else
                                delete message.fineTuneSteps;
                            continue;
                        }
                    case 19: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.fineTuneLr = value;
                            else
                                delete message.fineTuneLr;
                            continue;
                        }
                    case 20: {
                            if (wireType === 2) {
                                if (!(message.weightDecaySchedule && message.weightDecaySchedule.length))
                                    message.weightDecaySchedule = [];
                                reader.doubles(message.weightDecaySchedule);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.weightDecaySchedule && message.weightDecaySchedule.length))
                                message.weightDecaySchedule = [];
                            message.weightDecaySchedule.push(reader.double());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a TrainingSpec message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.TrainingSpec
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.TrainingSpec} TrainingSpec
             */
            TrainingSpec.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.TrainingSpec)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.TrainingSpec: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.TrainingSpec();
                if (object.epochs != null)
                    if ($Number(object.epochs) !== 0)
                        message.epochs = object.epochs >>> 0;
                if (object.steps != null)
                    if ($Number(object.steps) !== 0)
                        message.steps = object.steps >>> 0;
                if (object.batch != null)
                    if ($Number(object.batch) !== 0)
                        message.batch = object.batch >>> 0;
                if (object.seed != null)
                    if ($Number(object.seed) !== 0)
                        message.seed = object.seed >>> 0;
                if (object.optimizer != null)
                    if (typeof object.optimizer !== "string" || object.optimizer.length)
                        message.optimizer = $String(object.optimizer);
                if (object.lr != null)
                    if (!$Object.is($Number(object.lr), 0))
                        message.lr = $Number(object.lr);
                if (object.momentum != null)
                    if (!$Object.is($Number(object.momentum), 0))
                        message.momentum = $Number(object.momentum);
                if (object.nesterov != null)
                    if (object.nesterov)
                        message.nesterov = $Boolean(object.nesterov);
                if (object.weightDecay != null)
                    if (!$Object.is($Number(object.weightDecay), 0))
                        message.weightDecay = $Number(object.weightDecay);
                if (object.schedule != null)
                    if (typeof object.schedule !== "string" || object.schedule.length)
                        message.schedule = $String(object.schedule);
                if (object.milestones) {
                    if (!$Array.isArray(object.milestones))
                        throw $TypeError(".codistill.v1.TrainingSpec.milestones: array expected");
                    message.milestones = $Array(object.milestones.length);
                    for (let i = 0; i < object.milestones.length; ++i)
                        message.milestones[i] = $Number(object.milestones[i]);
                }
                if (object.gamma != null)
                    if (!$Object.is($Number(object.gamma), 0))
                        message.gamma = $Number(object.gamma);
                if (object.evaluateEverySteps != null)
                    if ($Number(object.evaluateEverySteps) !== 0)
                        message.evaluateEverySteps = object.evaluateEverySteps >>> 0;
                if (object.checkpointEverySteps != null)
                    if ($Number(object.checkpointEverySteps) !== 0)
                        message.checkpointEverySteps = object.checkpointEverySteps >>> 0;
                if (object.eager != null)
                    if (object.eager)
                        message.eager = $Boolean(object.eager);
                if (object.warmupSteps != null)
                    if ($Number(object.warmupSteps) !== 0)
                        message.warmupSteps = object.warmupSteps >>> 0;
                if (object.clipNorm != null)
                    if (!$Object.is($Number(object.clipNorm), 0))
                        message.clipNorm = $Number(object.clipNorm);
                if (object.fineTuneSteps != null)
                    if ($Number(object.fineTuneSteps) !== 0)
                        message.fineTuneSteps = object.fineTuneSteps >>> 0;
                if (object.fineTuneLr != null)
                    if (!$Object.is($Number(object.fineTuneLr), 0))
                        message.fineTuneLr = $Number(object.fineTuneLr);
                if (object.weightDecaySchedule) {
                    if (!$Array.isArray(object.weightDecaySchedule))
                        throw $TypeError(".codistill.v1.TrainingSpec.weightDecaySchedule: array expected");
                    message.weightDecaySchedule = $Array(object.weightDecaySchedule.length);
                    for (let i = 0; i < object.weightDecaySchedule.length; ++i)
                        message.weightDecaySchedule[i] = $Number(object.weightDecaySchedule[i]);
                }
                return message;
            };

            /**
             * Creates a plain object from a TrainingSpec message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.TrainingSpec
             * @static
             * @param {codistill.v1.TrainingSpec} message TrainingSpec
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            TrainingSpec.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.milestones = [];
                    object.weightDecaySchedule = [];
                }
                if (options.defaults) {
                    object.epochs = 0;
                    object.steps = 0;
                    object.batch = 0;
                    object.seed = 0;
                    object.optimizer = "";
                    object.lr = 0;
                    object.momentum = 0;
                    object.nesterov = false;
                    object.weightDecay = 0;
                    object.schedule = "";
                    object.gamma = 0;
                    object.evaluateEverySteps = 0;
                    object.checkpointEverySteps = 0;
                    object.eager = false;
                    object.warmupSteps = 0;
                    object.clipNorm = 0;
                    object.fineTuneSteps = 0;
                    object.fineTuneLr = 0;
                }
                if (message.epochs != null && $Object.hasOwnProperty.call(message, "epochs"))
                    object.epochs = message.epochs;
                if (message.steps != null && $Object.hasOwnProperty.call(message, "steps"))
                    object.steps = message.steps;
                if (message.batch != null && $Object.hasOwnProperty.call(message, "batch"))
                    object.batch = message.batch;
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed"))
                    object.seed = message.seed;
                if (message.optimizer != null && $Object.hasOwnProperty.call(message, "optimizer"))
                    object.optimizer = message.optimizer;
                if (message.lr != null && $Object.hasOwnProperty.call(message, "lr"))
                    object.lr = options.json && !$isFinite(message.lr) ? $String(message.lr) : message.lr;
                if (message.momentum != null && $Object.hasOwnProperty.call(message, "momentum"))
                    object.momentum = options.json && !$isFinite(message.momentum) ? $String(message.momentum) : message.momentum;
                if (message.nesterov != null && $Object.hasOwnProperty.call(message, "nesterov"))
                    object.nesterov = message.nesterov;
                if (message.weightDecay != null && $Object.hasOwnProperty.call(message, "weightDecay"))
                    object.weightDecay = options.json && !$isFinite(message.weightDecay) ? $String(message.weightDecay) : message.weightDecay;
                if (message.schedule != null && $Object.hasOwnProperty.call(message, "schedule"))
                    object.schedule = message.schedule;
                if (message.milestones && message.milestones.length) {
                    object.milestones = $Array(message.milestones.length);
                    for (let j = 0; j < message.milestones.length; ++j)
                        object.milestones[j] = options.json && !$isFinite(message.milestones[j]) ? $String(message.milestones[j]) : message.milestones[j];
                }
                if (message.gamma != null && $Object.hasOwnProperty.call(message, "gamma"))
                    object.gamma = options.json && !$isFinite(message.gamma) ? $String(message.gamma) : message.gamma;
                if (message.evaluateEverySteps != null && $Object.hasOwnProperty.call(message, "evaluateEverySteps"))
                    object.evaluateEverySteps = message.evaluateEverySteps;
                if (message.checkpointEverySteps != null && $Object.hasOwnProperty.call(message, "checkpointEverySteps"))
                    object.checkpointEverySteps = message.checkpointEverySteps;
                if (message.eager != null && $Object.hasOwnProperty.call(message, "eager"))
                    object.eager = message.eager;
                if (message.warmupSteps != null && $Object.hasOwnProperty.call(message, "warmupSteps"))
                    object.warmupSteps = message.warmupSteps;
                if (message.clipNorm != null && $Object.hasOwnProperty.call(message, "clipNorm"))
                    object.clipNorm = options.json && !$isFinite(message.clipNorm) ? $String(message.clipNorm) : message.clipNorm;
                if (message.fineTuneSteps != null && $Object.hasOwnProperty.call(message, "fineTuneSteps"))
                    object.fineTuneSteps = message.fineTuneSteps;
                if (message.fineTuneLr != null && $Object.hasOwnProperty.call(message, "fineTuneLr"))
                    object.fineTuneLr = options.json && !$isFinite(message.fineTuneLr) ? $String(message.fineTuneLr) : message.fineTuneLr;
                if (message.weightDecaySchedule && message.weightDecaySchedule.length) {
                    object.weightDecaySchedule = $Array(message.weightDecaySchedule.length);
                    for (let j = 0; j < message.weightDecaySchedule.length; ++j)
                        object.weightDecaySchedule[j] = options.json && !$isFinite(message.weightDecaySchedule[j]) ? $String(message.weightDecaySchedule[j]) : message.weightDecaySchedule[j];
                }
                return object;
            };

            /**
             * Converts this TrainingSpec to JSON.
             * @function toJSON
             * @memberof codistill.v1.TrainingSpec
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            TrainingSpec.prototype.toJSON = function() {
                return TrainingSpec.toObject(this, $protobuf.util.toJSONOptions);
            };

            return TrainingSpec;
        })();

        v1.DistillationSpec = (function() {

            /**
             * Properties of a DistillationSpec.
             * @typedef {Object} codistill.v1.DistillationSpec.$Properties
             * @property {number|null} [temperature] DistillationSpec temperature
             * @property {number|null} [weight] DistillationSpec weight
             * @property {number|null} [burnInSteps] DistillationSpec burnInSteps
             * @property {string|null} [update] DistillationSpec update
             * @property {string|null} [loss] DistillationSpec loss
             * @property {string|null} [targets] DistillationSpec targets
             * @property {string|null} [teacherWeights] DistillationSpec teacherWeights
             * @property {boolean|null} [standardize] DistillationSpec standardize
             * @property {number|null} [dkdTarget] DistillationSpec dkdTarget
             * @property {number|null} [dkdOthers] DistillationSpec dkdOthers
             * @property {string|null} [feature] DistillationSpec feature
             * @property {number|null} [featureWeight] DistillationSpec featureWeight
             * @property {string|null} [schedule] DistillationSpec schedule
             * @property {number|null} [rampSteps] DistillationSpec rampSteps
             * @property {number|null} [exitWeight] DistillationSpec exitWeight
             * @property {number|null} [exitTemperature] DistillationSpec exitTemperature
             * @property {number|null} [exitHint] DistillationSpec exitHint
             * @property {boolean|null} [teacherGate] DistillationSpec teacherGate
             * @property {number|null} [divergenceMax] DistillationSpec divergenceMax
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DistillationSpec.
             * @memberof codistill.v1
             * @interface IDistillationSpec
             * @augments codistill.v1.DistillationSpec.$Properties
             * @deprecated Use codistill.v1.DistillationSpec.$Properties instead.
             */

            /**
             * Shape of a DistillationSpec.
             * @typedef {codistill.v1.DistillationSpec.$Properties} codistill.v1.DistillationSpec.$Shape
             */

            /**
             * Constructs a new DistillationSpec.
             * @memberof codistill.v1
             * @classdesc Represents a DistillationSpec.
             * @constructor
             * @param {codistill.v1.DistillationSpec.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DistillationSpec = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DistillationSpec temperature.
             * @member {number} temperature
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.temperature = 0;

            /**
             * DistillationSpec weight.
             * @member {number} weight
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.weight = 0;

            /**
             * DistillationSpec burnInSteps.
             * @member {number} burnInSteps
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.burnInSteps = 0;

            /**
             * DistillationSpec update.
             * @member {string} update
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.update = "";

            /**
             * DistillationSpec loss.
             * @member {string} loss
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.loss = "";

            /**
             * DistillationSpec targets.
             * @member {string} targets
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.targets = "";

            /**
             * DistillationSpec teacherWeights.
             * @member {string} teacherWeights
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.teacherWeights = "";

            /**
             * DistillationSpec standardize.
             * @member {boolean} standardize
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.standardize = false;

            /**
             * DistillationSpec dkdTarget.
             * @member {number} dkdTarget
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.dkdTarget = 0;

            /**
             * DistillationSpec dkdOthers.
             * @member {number} dkdOthers
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.dkdOthers = 0;

            /**
             * DistillationSpec feature.
             * @member {string} feature
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.feature = "";

            /**
             * DistillationSpec featureWeight.
             * @member {number} featureWeight
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.featureWeight = 0;

            /**
             * DistillationSpec schedule.
             * @member {string} schedule
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.schedule = "";

            /**
             * DistillationSpec rampSteps.
             * @member {number} rampSteps
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.rampSteps = 0;

            /**
             * DistillationSpec exitWeight.
             * @member {number} exitWeight
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.exitWeight = 0;

            /**
             * DistillationSpec exitTemperature.
             * @member {number} exitTemperature
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.exitTemperature = 0;

            /**
             * DistillationSpec exitHint.
             * @member {number} exitHint
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.exitHint = 0;

            /**
             * DistillationSpec teacherGate.
             * @member {boolean} teacherGate
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.teacherGate = false;

            /**
             * DistillationSpec divergenceMax.
             * @member {number} divergenceMax
             * @memberof codistill.v1.DistillationSpec
             * @instance
             */
            DistillationSpec.prototype.divergenceMax = 0;

            /**
             * Creates a new DistillationSpec instance using the specified properties.
             * @function create
             * @memberof codistill.v1.DistillationSpec
             * @static
             * @param {codistill.v1.DistillationSpec.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.DistillationSpec} DistillationSpec instance
             * @type {{
             *   (properties: codistill.v1.DistillationSpec.$Shape): codistill.v1.DistillationSpec & codistill.v1.DistillationSpec.$Shape;
             *   (properties?: codistill.v1.DistillationSpec.$Properties): codistill.v1.DistillationSpec;
             * }}
             */
            DistillationSpec.create = function(properties) {
                return new DistillationSpec(properties);
            };

            /**
             * Encodes the specified DistillationSpec message. Does not implicitly {@link codistill.v1.DistillationSpec.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.DistillationSpec
             * @static
             * @param {codistill.v1.DistillationSpec.$Properties} message DistillationSpec message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DistillationSpec.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.temperature != null && $Object.hasOwnProperty.call(message, "temperature") && !$Object.is(message.temperature, 0))
                    writer.uint32(/* id 1, wireType 1 =*/9).double(message.temperature);
                if (message.weight != null && $Object.hasOwnProperty.call(message, "weight") && !$Object.is(message.weight, 0))
                    writer.uint32(/* id 2, wireType 1 =*/17).double(message.weight);
                if (message.burnInSteps != null && $Object.hasOwnProperty.call(message, "burnInSteps") && message.burnInSteps !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.burnInSteps);
                if (message.update != null && $Object.hasOwnProperty.call(message, "update") && message.update !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.update);
                if (message.loss != null && $Object.hasOwnProperty.call(message, "loss") && message.loss !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.loss);
                if (message.targets != null && $Object.hasOwnProperty.call(message, "targets") && message.targets !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.targets);
                if (message.teacherWeights != null && $Object.hasOwnProperty.call(message, "teacherWeights") && message.teacherWeights !== "")
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.teacherWeights);
                if (message.standardize != null && $Object.hasOwnProperty.call(message, "standardize") && message.standardize !== false)
                    writer.uint32(/* id 8, wireType 0 =*/64).bool(message.standardize);
                if (message.dkdTarget != null && $Object.hasOwnProperty.call(message, "dkdTarget") && !$Object.is(message.dkdTarget, 0))
                    writer.uint32(/* id 9, wireType 1 =*/73).double(message.dkdTarget);
                if (message.dkdOthers != null && $Object.hasOwnProperty.call(message, "dkdOthers") && !$Object.is(message.dkdOthers, 0))
                    writer.uint32(/* id 10, wireType 1 =*/81).double(message.dkdOthers);
                if (message.feature != null && $Object.hasOwnProperty.call(message, "feature") && message.feature !== "")
                    writer.uint32(/* id 11, wireType 2 =*/90).string(message.feature);
                if (message.featureWeight != null && $Object.hasOwnProperty.call(message, "featureWeight") && !$Object.is(message.featureWeight, 0))
                    writer.uint32(/* id 12, wireType 1 =*/97).double(message.featureWeight);
                if (message.schedule != null && $Object.hasOwnProperty.call(message, "schedule") && message.schedule !== "")
                    writer.uint32(/* id 13, wireType 2 =*/106).string(message.schedule);
                if (message.rampSteps != null && $Object.hasOwnProperty.call(message, "rampSteps") && message.rampSteps !== 0)
                    writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.rampSteps);
                if (message.exitWeight != null && $Object.hasOwnProperty.call(message, "exitWeight") && !$Object.is(message.exitWeight, 0))
                    writer.uint32(/* id 20, wireType 1 =*/161).double(message.exitWeight);
                if (message.exitTemperature != null && $Object.hasOwnProperty.call(message, "exitTemperature") && !$Object.is(message.exitTemperature, 0))
                    writer.uint32(/* id 21, wireType 1 =*/169).double(message.exitTemperature);
                if (message.exitHint != null && $Object.hasOwnProperty.call(message, "exitHint") && !$Object.is(message.exitHint, 0))
                    writer.uint32(/* id 22, wireType 1 =*/177).double(message.exitHint);
                if (message.teacherGate != null && $Object.hasOwnProperty.call(message, "teacherGate") && message.teacherGate !== false)
                    writer.uint32(/* id 23, wireType 0 =*/184).bool(message.teacherGate);
                if (message.divergenceMax != null && $Object.hasOwnProperty.call(message, "divergenceMax") && !$Object.is(message.divergenceMax, 0))
                    writer.uint32(/* id 24, wireType 1 =*/193).double(message.divergenceMax);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DistillationSpec message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.DistillationSpec
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.DistillationSpec & codistill.v1.DistillationSpec.$Shape} DistillationSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DistillationSpec.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.DistillationSpec();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.temperature = value;
                            else
                                delete message.temperature;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.weight = value;
                            else
                                delete message.weight;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.burnInSteps = value;
                            else
                                delete message.burnInSteps;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.update = value;
                            else
                                delete message.update;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.loss = value;
                            else
                                delete message.loss;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.targets = value;
                            else
                                delete message.targets;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.teacherWeights = value;
                            else
                                delete message.teacherWeights;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.standardize = value;
                            else
                                delete message.standardize;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.dkdTarget = value;
                            else
                                delete message.dkdTarget;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.dkdOthers = value;
                            else
                                delete message.dkdOthers;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.feature = value;
                            else
                                delete message.feature;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.featureWeight = value;
                            else
                                delete message.featureWeight;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.schedule = value;
                            else
                                delete message.schedule;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rampSteps = value;
                            else
                                delete message.rampSteps;
                            continue;
                        }
                    case 20: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.exitWeight = value;
                            else
                                delete message.exitWeight;
                            continue;
                        }
                    case 21: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.exitTemperature = value;
                            else
                                delete message.exitTemperature;
                            continue;
                        }
                    case 22: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.exitHint = value;
                            else
                                delete message.exitHint;
                            continue;
                        }
                    case 23: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.teacherGate = value;
                            else
                                delete message.teacherGate;
                            continue;
                        }
                    case 24: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.divergenceMax = value;
                            else
                                delete message.divergenceMax;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a DistillationSpec message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.DistillationSpec
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.DistillationSpec} DistillationSpec
             */
            DistillationSpec.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.DistillationSpec)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.DistillationSpec: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.DistillationSpec();
                if (object.temperature != null)
                    if (!$Object.is($Number(object.temperature), 0))
                        message.temperature = $Number(object.temperature);
                if (object.weight != null)
                    if (!$Object.is($Number(object.weight), 0))
                        message.weight = $Number(object.weight);
                if (object.burnInSteps != null)
                    if ($Number(object.burnInSteps) !== 0)
                        message.burnInSteps = object.burnInSteps >>> 0;
                if (object.update != null)
                    if (typeof object.update !== "string" || object.update.length)
                        message.update = $String(object.update);
                if (object.loss != null)
                    if (typeof object.loss !== "string" || object.loss.length)
                        message.loss = $String(object.loss);
                if (object.targets != null)
                    if (typeof object.targets !== "string" || object.targets.length)
                        message.targets = $String(object.targets);
                if (object.teacherWeights != null)
                    if (typeof object.teacherWeights !== "string" || object.teacherWeights.length)
                        message.teacherWeights = $String(object.teacherWeights);
                if (object.standardize != null)
                    if (object.standardize)
                        message.standardize = $Boolean(object.standardize);
                if (object.dkdTarget != null)
                    if (!$Object.is($Number(object.dkdTarget), 0))
                        message.dkdTarget = $Number(object.dkdTarget);
                if (object.dkdOthers != null)
                    if (!$Object.is($Number(object.dkdOthers), 0))
                        message.dkdOthers = $Number(object.dkdOthers);
                if (object.feature != null)
                    if (typeof object.feature !== "string" || object.feature.length)
                        message.feature = $String(object.feature);
                if (object.featureWeight != null)
                    if (!$Object.is($Number(object.featureWeight), 0))
                        message.featureWeight = $Number(object.featureWeight);
                if (object.schedule != null)
                    if (typeof object.schedule !== "string" || object.schedule.length)
                        message.schedule = $String(object.schedule);
                if (object.rampSteps != null)
                    if ($Number(object.rampSteps) !== 0)
                        message.rampSteps = object.rampSteps >>> 0;
                if (object.exitWeight != null)
                    if (!$Object.is($Number(object.exitWeight), 0))
                        message.exitWeight = $Number(object.exitWeight);
                if (object.exitTemperature != null)
                    if (!$Object.is($Number(object.exitTemperature), 0))
                        message.exitTemperature = $Number(object.exitTemperature);
                if (object.exitHint != null)
                    if (!$Object.is($Number(object.exitHint), 0))
                        message.exitHint = $Number(object.exitHint);
                if (object.teacherGate != null)
                    if (object.teacherGate)
                        message.teacherGate = $Boolean(object.teacherGate);
                if (object.divergenceMax != null)
                    if (!$Object.is($Number(object.divergenceMax), 0))
                        message.divergenceMax = $Number(object.divergenceMax);
                return message;
            };

            /**
             * Creates a plain object from a DistillationSpec message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.DistillationSpec
             * @static
             * @param {codistill.v1.DistillationSpec} message DistillationSpec
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            DistillationSpec.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.temperature = 0;
                    object.weight = 0;
                    object.burnInSteps = 0;
                    object.update = "";
                    object.loss = "";
                    object.targets = "";
                    object.teacherWeights = "";
                    object.standardize = false;
                    object.dkdTarget = 0;
                    object.dkdOthers = 0;
                    object.feature = "";
                    object.featureWeight = 0;
                    object.schedule = "";
                    object.rampSteps = 0;
                    object.exitWeight = 0;
                    object.exitTemperature = 0;
                    object.exitHint = 0;
                    object.teacherGate = false;
                    object.divergenceMax = 0;
                }
                if (message.temperature != null && $Object.hasOwnProperty.call(message, "temperature"))
                    object.temperature = options.json && !$isFinite(message.temperature) ? $String(message.temperature) : message.temperature;
                if (message.weight != null && $Object.hasOwnProperty.call(message, "weight"))
                    object.weight = options.json && !$isFinite(message.weight) ? $String(message.weight) : message.weight;
                if (message.burnInSteps != null && $Object.hasOwnProperty.call(message, "burnInSteps"))
                    object.burnInSteps = message.burnInSteps;
                if (message.update != null && $Object.hasOwnProperty.call(message, "update"))
                    object.update = message.update;
                if (message.loss != null && $Object.hasOwnProperty.call(message, "loss"))
                    object.loss = message.loss;
                if (message.targets != null && $Object.hasOwnProperty.call(message, "targets"))
                    object.targets = message.targets;
                if (message.teacherWeights != null && $Object.hasOwnProperty.call(message, "teacherWeights"))
                    object.teacherWeights = message.teacherWeights;
                if (message.standardize != null && $Object.hasOwnProperty.call(message, "standardize"))
                    object.standardize = message.standardize;
                if (message.dkdTarget != null && $Object.hasOwnProperty.call(message, "dkdTarget"))
                    object.dkdTarget = options.json && !$isFinite(message.dkdTarget) ? $String(message.dkdTarget) : message.dkdTarget;
                if (message.dkdOthers != null && $Object.hasOwnProperty.call(message, "dkdOthers"))
                    object.dkdOthers = options.json && !$isFinite(message.dkdOthers) ? $String(message.dkdOthers) : message.dkdOthers;
                if (message.feature != null && $Object.hasOwnProperty.call(message, "feature"))
                    object.feature = message.feature;
                if (message.featureWeight != null && $Object.hasOwnProperty.call(message, "featureWeight"))
                    object.featureWeight = options.json && !$isFinite(message.featureWeight) ? $String(message.featureWeight) : message.featureWeight;
                if (message.schedule != null && $Object.hasOwnProperty.call(message, "schedule"))
                    object.schedule = message.schedule;
                if (message.rampSteps != null && $Object.hasOwnProperty.call(message, "rampSteps"))
                    object.rampSteps = message.rampSteps;
                if (message.exitWeight != null && $Object.hasOwnProperty.call(message, "exitWeight"))
                    object.exitWeight = options.json && !$isFinite(message.exitWeight) ? $String(message.exitWeight) : message.exitWeight;
                if (message.exitTemperature != null && $Object.hasOwnProperty.call(message, "exitTemperature"))
                    object.exitTemperature = options.json && !$isFinite(message.exitTemperature) ? $String(message.exitTemperature) : message.exitTemperature;
                if (message.exitHint != null && $Object.hasOwnProperty.call(message, "exitHint"))
                    object.exitHint = options.json && !$isFinite(message.exitHint) ? $String(message.exitHint) : message.exitHint;
                if (message.teacherGate != null && $Object.hasOwnProperty.call(message, "teacherGate"))
                    object.teacherGate = message.teacherGate;
                if (message.divergenceMax != null && $Object.hasOwnProperty.call(message, "divergenceMax"))
                    object.divergenceMax = options.json && !$isFinite(message.divergenceMax) ? $String(message.divergenceMax) : message.divergenceMax;
                return object;
            };

            /**
             * Converts this DistillationSpec to JSON.
             * @function toJSON
             * @memberof codistill.v1.DistillationSpec
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            DistillationSpec.prototype.toJSON = function() {
                return DistillationSpec.toObject(this, $protobuf.util.toJSONOptions);
            };

            return DistillationSpec;
        })();

        v1.ExchangeSpec = (function() {

            /**
             * Properties of an ExchangeSpec.
             * @typedef {Object} codistill.v1.ExchangeSpec.$Properties
             * @property {string|null} [mode] ExchangeSpec mode
             * @property {string|null} [quorum] ExchangeSpec quorum
             * @property {string|null} [graph] ExchangeSpec graph
             * @property {number|null} [waitMsMax] ExchangeSpec waitMsMax
             * @property {string|null} [payload] ExchangeSpec payload
             * @property {number|null} [stalenessDecay] ExchangeSpec stalenessDecay
             * @property {number|null} [pipeline] ExchangeSpec pipeline
             * @property {number|null} [ema] ExchangeSpec ema
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ExchangeSpec.
             * @memberof codistill.v1
             * @interface IExchangeSpec
             * @augments codistill.v1.ExchangeSpec.$Properties
             * @deprecated Use codistill.v1.ExchangeSpec.$Properties instead.
             */

            /**
             * Shape of an ExchangeSpec.
             * @typedef {codistill.v1.ExchangeSpec.$Properties} codistill.v1.ExchangeSpec.$Shape
             */

            /**
             * Constructs a new ExchangeSpec.
             * @memberof codistill.v1
             * @classdesc Represents an ExchangeSpec.
             * @constructor
             * @param {codistill.v1.ExchangeSpec.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ExchangeSpec = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ExchangeSpec mode.
             * @member {string} mode
             * @memberof codistill.v1.ExchangeSpec
             * @instance
             */
            ExchangeSpec.prototype.mode = "";

            /**
             * ExchangeSpec quorum.
             * @member {string} quorum
             * @memberof codistill.v1.ExchangeSpec
             * @instance
             */
            ExchangeSpec.prototype.quorum = "";

            /**
             * ExchangeSpec graph.
             * @member {string} graph
             * @memberof codistill.v1.ExchangeSpec
             * @instance
             */
            ExchangeSpec.prototype.graph = "";

            /**
             * ExchangeSpec waitMsMax.
             * @member {number} waitMsMax
             * @memberof codistill.v1.ExchangeSpec
             * @instance
             */
            ExchangeSpec.prototype.waitMsMax = 0;

            /**
             * ExchangeSpec payload.
             * @member {string} payload
             * @memberof codistill.v1.ExchangeSpec
             * @instance
             */
            ExchangeSpec.prototype.payload = "";

            /**
             * ExchangeSpec stalenessDecay.
             * @member {number} stalenessDecay
             * @memberof codistill.v1.ExchangeSpec
             * @instance
             */
            ExchangeSpec.prototype.stalenessDecay = 0;

            /**
             * ExchangeSpec pipeline.
             * @member {number} pipeline
             * @memberof codistill.v1.ExchangeSpec
             * @instance
             */
            ExchangeSpec.prototype.pipeline = 0;

            /**
             * ExchangeSpec ema.
             * @member {number} ema
             * @memberof codistill.v1.ExchangeSpec
             * @instance
             */
            ExchangeSpec.prototype.ema = 0;

            /**
             * Creates a new ExchangeSpec instance using the specified properties.
             * @function create
             * @memberof codistill.v1.ExchangeSpec
             * @static
             * @param {codistill.v1.ExchangeSpec.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.ExchangeSpec} ExchangeSpec instance
             * @type {{
             *   (properties: codistill.v1.ExchangeSpec.$Shape): codistill.v1.ExchangeSpec & codistill.v1.ExchangeSpec.$Shape;
             *   (properties?: codistill.v1.ExchangeSpec.$Properties): codistill.v1.ExchangeSpec;
             * }}
             */
            ExchangeSpec.create = function(properties) {
                return new ExchangeSpec(properties);
            };

            /**
             * Encodes the specified ExchangeSpec message. Does not implicitly {@link codistill.v1.ExchangeSpec.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.ExchangeSpec
             * @static
             * @param {codistill.v1.ExchangeSpec.$Properties} message ExchangeSpec message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ExchangeSpec.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode") && message.mode !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.mode);
                if (message.quorum != null && $Object.hasOwnProperty.call(message, "quorum") && message.quorum !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.quorum);
                if (message.graph != null && $Object.hasOwnProperty.call(message, "graph") && message.graph !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.graph);
                if (message.waitMsMax != null && $Object.hasOwnProperty.call(message, "waitMsMax") && !$Object.is(message.waitMsMax, 0))
                    writer.uint32(/* id 4, wireType 1 =*/33).double(message.waitMsMax);
                if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.payload);
                if (message.stalenessDecay != null && $Object.hasOwnProperty.call(message, "stalenessDecay") && !$Object.is(message.stalenessDecay, 0))
                    writer.uint32(/* id 6, wireType 1 =*/49).double(message.stalenessDecay);
                if (message.pipeline != null && $Object.hasOwnProperty.call(message, "pipeline") && message.pipeline !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.pipeline);
                if (message.ema != null && $Object.hasOwnProperty.call(message, "ema") && !$Object.is(message.ema, 0))
                    writer.uint32(/* id 8, wireType 1 =*/65).double(message.ema);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ExchangeSpec message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.ExchangeSpec
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.ExchangeSpec & codistill.v1.ExchangeSpec.$Shape} ExchangeSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ExchangeSpec.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.ExchangeSpec();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.mode = value;
                            else
                                delete message.mode;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.quorum = value;
                            else
                                delete message.quorum;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.graph = value;
                            else
                                delete message.graph;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.waitMsMax = value;
                            else
                                delete message.waitMsMax;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.payload = value;
                            else
                                delete message.payload;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.stalenessDecay = value;
                            else
                                delete message.stalenessDecay;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.pipeline = value;
                            else
                                delete message.pipeline;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.ema = value;
                            else
                                delete message.ema;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an ExchangeSpec message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.ExchangeSpec
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.ExchangeSpec} ExchangeSpec
             */
            ExchangeSpec.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.ExchangeSpec)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.ExchangeSpec: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.ExchangeSpec();
                if (object.mode != null)
                    if (typeof object.mode !== "string" || object.mode.length)
                        message.mode = $String(object.mode);
                if (object.quorum != null)
                    if (typeof object.quorum !== "string" || object.quorum.length)
                        message.quorum = $String(object.quorum);
                if (object.graph != null)
                    if (typeof object.graph !== "string" || object.graph.length)
                        message.graph = $String(object.graph);
                if (object.waitMsMax != null)
                    if (!$Object.is($Number(object.waitMsMax), 0))
                        message.waitMsMax = $Number(object.waitMsMax);
                if (object.payload != null)
                    if (typeof object.payload !== "string" || object.payload.length)
                        message.payload = $String(object.payload);
                if (object.stalenessDecay != null)
                    if (!$Object.is($Number(object.stalenessDecay), 0))
                        message.stalenessDecay = $Number(object.stalenessDecay);
                if (object.pipeline != null)
                    if ($Number(object.pipeline) !== 0)
                        message.pipeline = object.pipeline >>> 0;
                if (object.ema != null)
                    if (!$Object.is($Number(object.ema), 0))
                        message.ema = $Number(object.ema);
                return message;
            };

            /**
             * Creates a plain object from an ExchangeSpec message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.ExchangeSpec
             * @static
             * @param {codistill.v1.ExchangeSpec} message ExchangeSpec
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ExchangeSpec.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.mode = "";
                    object.quorum = "";
                    object.graph = "";
                    object.waitMsMax = 0;
                    object.payload = "";
                    object.stalenessDecay = 0;
                    object.pipeline = 0;
                    object.ema = 0;
                }
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode"))
                    object.mode = message.mode;
                if (message.quorum != null && $Object.hasOwnProperty.call(message, "quorum"))
                    object.quorum = message.quorum;
                if (message.graph != null && $Object.hasOwnProperty.call(message, "graph"))
                    object.graph = message.graph;
                if (message.waitMsMax != null && $Object.hasOwnProperty.call(message, "waitMsMax"))
                    object.waitMsMax = options.json && !$isFinite(message.waitMsMax) ? $String(message.waitMsMax) : message.waitMsMax;
                if (message.payload != null && $Object.hasOwnProperty.call(message, "payload"))
                    object.payload = message.payload;
                if (message.stalenessDecay != null && $Object.hasOwnProperty.call(message, "stalenessDecay"))
                    object.stalenessDecay = options.json && !$isFinite(message.stalenessDecay) ? $String(message.stalenessDecay) : message.stalenessDecay;
                if (message.pipeline != null && $Object.hasOwnProperty.call(message, "pipeline"))
                    object.pipeline = message.pipeline;
                if (message.ema != null && $Object.hasOwnProperty.call(message, "ema"))
                    object.ema = options.json && !$isFinite(message.ema) ? $String(message.ema) : message.ema;
                return object;
            };

            /**
             * Converts this ExchangeSpec to JSON.
             * @function toJSON
             * @memberof codistill.v1.ExchangeSpec
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ExchangeSpec.prototype.toJSON = function() {
                return ExchangeSpec.toObject(this, $protobuf.util.toJSONOptions);
            };

            return ExchangeSpec;
        })();

        v1.RoundSpec = (function() {

            /**
             * Properties of a RoundSpec.
             * @typedef {Object} codistill.v1.RoundSpec.$Properties
             * @property {number|null} [steps] RoundSpec steps
             * @property {number|null} [peersMin] RoundSpec peersMin
             * @property {number|null} [joinTimeoutMs] RoundSpec joinTimeoutMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RoundSpec.
             * @memberof codistill.v1
             * @interface IRoundSpec
             * @augments codistill.v1.RoundSpec.$Properties
             * @deprecated Use codistill.v1.RoundSpec.$Properties instead.
             */

            /**
             * Shape of a RoundSpec.
             * @typedef {codistill.v1.RoundSpec.$Properties} codistill.v1.RoundSpec.$Shape
             */

            /**
             * Constructs a new RoundSpec.
             * @memberof codistill.v1
             * @classdesc Represents a RoundSpec.
             * @constructor
             * @param {codistill.v1.RoundSpec.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RoundSpec = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RoundSpec steps.
             * @member {number} steps
             * @memberof codistill.v1.RoundSpec
             * @instance
             */
            RoundSpec.prototype.steps = 0;

            /**
             * RoundSpec peersMin.
             * @member {number} peersMin
             * @memberof codistill.v1.RoundSpec
             * @instance
             */
            RoundSpec.prototype.peersMin = 0;

            /**
             * RoundSpec joinTimeoutMs.
             * @member {number} joinTimeoutMs
             * @memberof codistill.v1.RoundSpec
             * @instance
             */
            RoundSpec.prototype.joinTimeoutMs = 0;

            /**
             * Creates a new RoundSpec instance using the specified properties.
             * @function create
             * @memberof codistill.v1.RoundSpec
             * @static
             * @param {codistill.v1.RoundSpec.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.RoundSpec} RoundSpec instance
             * @type {{
             *   (properties: codistill.v1.RoundSpec.$Shape): codistill.v1.RoundSpec & codistill.v1.RoundSpec.$Shape;
             *   (properties?: codistill.v1.RoundSpec.$Properties): codistill.v1.RoundSpec;
             * }}
             */
            RoundSpec.create = function(properties) {
                return new RoundSpec(properties);
            };

            /**
             * Encodes the specified RoundSpec message. Does not implicitly {@link codistill.v1.RoundSpec.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.RoundSpec
             * @static
             * @param {codistill.v1.RoundSpec.$Properties} message RoundSpec message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RoundSpec.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.steps != null && $Object.hasOwnProperty.call(message, "steps") && message.steps !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.steps);
                if (message.peersMin != null && $Object.hasOwnProperty.call(message, "peersMin") && message.peersMin !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.peersMin);
                if (message.joinTimeoutMs != null && $Object.hasOwnProperty.call(message, "joinTimeoutMs") && !$Object.is(message.joinTimeoutMs, 0))
                    writer.uint32(/* id 3, wireType 1 =*/25).double(message.joinTimeoutMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RoundSpec message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.RoundSpec
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.RoundSpec & codistill.v1.RoundSpec.$Shape} RoundSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RoundSpec.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.RoundSpec();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.steps = value;
                            else
                                delete message.steps;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.peersMin = value;
                            else
                                delete message.peersMin;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.joinTimeoutMs = value;
                            else
                                delete message.joinTimeoutMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a RoundSpec message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.RoundSpec
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.RoundSpec} RoundSpec
             */
            RoundSpec.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.RoundSpec)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.RoundSpec: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.RoundSpec();
                if (object.steps != null)
                    if ($Number(object.steps) !== 0)
                        message.steps = object.steps >>> 0;
                if (object.peersMin != null)
                    if ($Number(object.peersMin) !== 0)
                        message.peersMin = object.peersMin >>> 0;
                if (object.joinTimeoutMs != null)
                    if (!$Object.is($Number(object.joinTimeoutMs), 0))
                        message.joinTimeoutMs = $Number(object.joinTimeoutMs);
                return message;
            };

            /**
             * Creates a plain object from a RoundSpec message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.RoundSpec
             * @static
             * @param {codistill.v1.RoundSpec} message RoundSpec
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            RoundSpec.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.steps = 0;
                    object.peersMin = 0;
                    object.joinTimeoutMs = 0;
                }
                if (message.steps != null && $Object.hasOwnProperty.call(message, "steps"))
                    object.steps = message.steps;
                if (message.peersMin != null && $Object.hasOwnProperty.call(message, "peersMin"))
                    object.peersMin = message.peersMin;
                if (message.joinTimeoutMs != null && $Object.hasOwnProperty.call(message, "joinTimeoutMs"))
                    object.joinTimeoutMs = options.json && !$isFinite(message.joinTimeoutMs) ? $String(message.joinTimeoutMs) : message.joinTimeoutMs;
                return object;
            };

            /**
             * Converts this RoundSpec to JSON.
             * @function toJSON
             * @memberof codistill.v1.RoundSpec
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            RoundSpec.prototype.toJSON = function() {
                return RoundSpec.toObject(this, $protobuf.util.toJSONOptions);
            };

            return RoundSpec;
        })();

        v1.ConvergenceSpec = (function() {

            /**
             * Properties of a ConvergenceSpec.
             * @typedef {Object} codistill.v1.ConvergenceSpec.$Properties
             * @property {number|null} [targetAccuracy] ConvergenceSpec targetAccuracy
             * @property {number|null} [patienceRounds] ConvergenceSpec patienceRounds
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ConvergenceSpec.
             * @memberof codistill.v1
             * @interface IConvergenceSpec
             * @augments codistill.v1.ConvergenceSpec.$Properties
             * @deprecated Use codistill.v1.ConvergenceSpec.$Properties instead.
             */

            /**
             * Shape of a ConvergenceSpec.
             * @typedef {codistill.v1.ConvergenceSpec.$Properties} codistill.v1.ConvergenceSpec.$Shape
             */

            /**
             * Constructs a new ConvergenceSpec.
             * @memberof codistill.v1
             * @classdesc Represents a ConvergenceSpec.
             * @constructor
             * @param {codistill.v1.ConvergenceSpec.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ConvergenceSpec = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ConvergenceSpec targetAccuracy.
             * @member {number} targetAccuracy
             * @memberof codistill.v1.ConvergenceSpec
             * @instance
             */
            ConvergenceSpec.prototype.targetAccuracy = 0;

            /**
             * ConvergenceSpec patienceRounds.
             * @member {number} patienceRounds
             * @memberof codistill.v1.ConvergenceSpec
             * @instance
             */
            ConvergenceSpec.prototype.patienceRounds = 0;

            /**
             * Creates a new ConvergenceSpec instance using the specified properties.
             * @function create
             * @memberof codistill.v1.ConvergenceSpec
             * @static
             * @param {codistill.v1.ConvergenceSpec.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.ConvergenceSpec} ConvergenceSpec instance
             * @type {{
             *   (properties: codistill.v1.ConvergenceSpec.$Shape): codistill.v1.ConvergenceSpec & codistill.v1.ConvergenceSpec.$Shape;
             *   (properties?: codistill.v1.ConvergenceSpec.$Properties): codistill.v1.ConvergenceSpec;
             * }}
             */
            ConvergenceSpec.create = function(properties) {
                return new ConvergenceSpec(properties);
            };

            /**
             * Encodes the specified ConvergenceSpec message. Does not implicitly {@link codistill.v1.ConvergenceSpec.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.ConvergenceSpec
             * @static
             * @param {codistill.v1.ConvergenceSpec.$Properties} message ConvergenceSpec message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ConvergenceSpec.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.targetAccuracy != null && $Object.hasOwnProperty.call(message, "targetAccuracy") && !$Object.is(message.targetAccuracy, 0))
                    writer.uint32(/* id 1, wireType 1 =*/9).double(message.targetAccuracy);
                if (message.patienceRounds != null && $Object.hasOwnProperty.call(message, "patienceRounds") && message.patienceRounds !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.patienceRounds);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ConvergenceSpec message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.ConvergenceSpec
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.ConvergenceSpec & codistill.v1.ConvergenceSpec.$Shape} ConvergenceSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ConvergenceSpec.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.ConvergenceSpec();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.targetAccuracy = value;
                            else
                                delete message.targetAccuracy;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.patienceRounds = value;
                            else
                                delete message.patienceRounds;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ConvergenceSpec message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.ConvergenceSpec
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.ConvergenceSpec} ConvergenceSpec
             */
            ConvergenceSpec.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.ConvergenceSpec)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.ConvergenceSpec: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.ConvergenceSpec();
                if (object.targetAccuracy != null)
                    if (!$Object.is($Number(object.targetAccuracy), 0))
                        message.targetAccuracy = $Number(object.targetAccuracy);
                if (object.patienceRounds != null)
                    if ($Number(object.patienceRounds) !== 0)
                        message.patienceRounds = object.patienceRounds >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a ConvergenceSpec message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.ConvergenceSpec
             * @static
             * @param {codistill.v1.ConvergenceSpec} message ConvergenceSpec
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ConvergenceSpec.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.targetAccuracy = 0;
                    object.patienceRounds = 0;
                }
                if (message.targetAccuracy != null && $Object.hasOwnProperty.call(message, "targetAccuracy"))
                    object.targetAccuracy = options.json && !$isFinite(message.targetAccuracy) ? $String(message.targetAccuracy) : message.targetAccuracy;
                if (message.patienceRounds != null && $Object.hasOwnProperty.call(message, "patienceRounds"))
                    object.patienceRounds = message.patienceRounds;
                return object;
            };

            /**
             * Converts this ConvergenceSpec to JSON.
             * @function toJSON
             * @memberof codistill.v1.ConvergenceSpec
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ConvergenceSpec.prototype.toJSON = function() {
                return ConvergenceSpec.toObject(this, $protobuf.util.toJSONOptions);
            };

            return ConvergenceSpec;
        })();

        v1.JoinRequest = (function() {

            /**
             * Properties of a JoinRequest.
             * @typedef {Object} codistill.v1.JoinRequest.$Properties
             * @property {string|null} [runId] JoinRequest runId
             * @property {string|null} [peerId] JoinRequest peerId
             * @property {number|null} [incarnation] JoinRequest incarnation
             * @property {number|null} [protocolVersion] JoinRequest protocolVersion
             * @property {string|null} [runSpecHash] JoinRequest runSpecHash
             * @property {string|null} [dataDigest] JoinRequest dataDigest
             * @property {number|null} [classes] JoinRequest classes
             * @property {number|null} [stepsTotal] JoinRequest stepsTotal
             * @property {number|null} [step] JoinRequest step
             * @property {string|null} [dataAddress] JoinRequest dataAddress
             * @property {string|null} [device] JoinRequest device
             * @property {number|null} [termMax] JoinRequest termMax
             * @property {number|null} [roundMax] JoinRequest roundMax
             * @property {number|null} [viewMax] JoinRequest viewMax
             * @property {Uint8Array|null} [publicKey] JoinRequest publicKey
             * @property {Array.<string>|null} [classNames] JoinRequest classNames
             * @property {Array.<number>|null} [checkpointSteps] JoinRequest checkpointSteps
             * @property {string|null} [numerics] JoinRequest numerics
             * @property {string|null} [linkToken] JoinRequest linkToken
             * @property {string|null} [holderSecret] JoinRequest holderSecret
             * @property {Array.<codistill.v1.ModuleDigest.$Properties>|null} [modules] JoinRequest modules
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a JoinRequest.
             * @memberof codistill.v1
             * @interface IJoinRequest
             * @augments codistill.v1.JoinRequest.$Properties
             * @deprecated Use codistill.v1.JoinRequest.$Properties instead.
             */

            /**
             * Shape of a JoinRequest.
             * @typedef {codistill.v1.JoinRequest.$Properties} codistill.v1.JoinRequest.$Shape
             */

            /**
             * Constructs a new JoinRequest.
             * @memberof codistill.v1
             * @classdesc Represents a JoinRequest.
             * @constructor
             * @param {codistill.v1.JoinRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const JoinRequest = function (properties) {
                this.classNames = [];
                this.checkpointSteps = [];
                this.modules = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * JoinRequest runId.
             * @member {string} runId
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.runId = "";

            /**
             * JoinRequest peerId.
             * @member {string} peerId
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.peerId = "";

            /**
             * JoinRequest incarnation.
             * @member {number} incarnation
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.incarnation = 0;

            /**
             * JoinRequest protocolVersion.
             * @member {number} protocolVersion
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.protocolVersion = 0;

            /**
             * JoinRequest runSpecHash.
             * @member {string} runSpecHash
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.runSpecHash = "";

            /**
             * JoinRequest dataDigest.
             * @member {string} dataDigest
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.dataDigest = "";

            /**
             * JoinRequest classes.
             * @member {number} classes
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.classes = 0;

            /**
             * JoinRequest stepsTotal.
             * @member {number} stepsTotal
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.stepsTotal = 0;

            /**
             * JoinRequest step.
             * @member {number} step
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.step = 0;

            /**
             * JoinRequest dataAddress.
             * @member {string} dataAddress
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.dataAddress = "";

            /**
             * JoinRequest device.
             * @member {string} device
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.device = "";

            /**
             * JoinRequest termMax.
             * @member {number} termMax
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.termMax = 0;

            /**
             * JoinRequest roundMax.
             * @member {number} roundMax
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.roundMax = 0;

            /**
             * JoinRequest viewMax.
             * @member {number} viewMax
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.viewMax = 0;

            /**
             * JoinRequest publicKey.
             * @member {Uint8Array} publicKey
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.publicKey = $util.newBuffer([]);

            /**
             * JoinRequest classNames.
             * @member {Array.<string>} classNames
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.classNames = $util.emptyArray;

            /**
             * JoinRequest checkpointSteps.
             * @member {Array.<number>} checkpointSteps
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.checkpointSteps = $util.emptyArray;

            /**
             * JoinRequest numerics.
             * @member {string} numerics
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.numerics = "";

            /**
             * JoinRequest linkToken.
             * @member {string} linkToken
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.linkToken = "";

            /**
             * JoinRequest holderSecret.
             * @member {string} holderSecret
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.holderSecret = "";

            /**
             * JoinRequest modules.
             * @member {Array.<codistill.v1.ModuleDigest.$Properties>} modules
             * @memberof codistill.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.modules = $util.emptyArray;

            /**
             * Creates a new JoinRequest instance using the specified properties.
             * @function create
             * @memberof codistill.v1.JoinRequest
             * @static
             * @param {codistill.v1.JoinRequest.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.JoinRequest} JoinRequest instance
             * @type {{
             *   (properties: codistill.v1.JoinRequest.$Shape): codistill.v1.JoinRequest & codistill.v1.JoinRequest.$Shape;
             *   (properties?: codistill.v1.JoinRequest.$Properties): codistill.v1.JoinRequest;
             * }}
             */
            JoinRequest.create = function(properties) {
                return new JoinRequest(properties);
            };

            /**
             * Encodes the specified JoinRequest message. Does not implicitly {@link codistill.v1.JoinRequest.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.JoinRequest
             * @static
             * @param {codistill.v1.JoinRequest.$Properties} message JoinRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            JoinRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.peerId);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.incarnation);
                if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion") && message.protocolVersion !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.protocolVersion);
                if (message.runSpecHash != null && $Object.hasOwnProperty.call(message, "runSpecHash") && message.runSpecHash !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.runSpecHash);
                if (message.dataDigest != null && $Object.hasOwnProperty.call(message, "dataDigest") && message.dataDigest !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.dataDigest);
                if (message.classes != null && $Object.hasOwnProperty.call(message, "classes") && message.classes !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.classes);
                if (message.stepsTotal != null && $Object.hasOwnProperty.call(message, "stepsTotal") && message.stepsTotal !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.stepsTotal);
                if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.step);
                if (message.dataAddress != null && $Object.hasOwnProperty.call(message, "dataAddress") && message.dataAddress !== "")
                    writer.uint32(/* id 10, wireType 2 =*/82).string(message.dataAddress);
                if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
                    writer.uint32(/* id 11, wireType 2 =*/90).string(message.device);
                if (message.termMax != null && $Object.hasOwnProperty.call(message, "termMax") && message.termMax !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.termMax);
                if (message.roundMax != null && $Object.hasOwnProperty.call(message, "roundMax") && message.roundMax !== 0)
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.roundMax);
                if (message.viewMax != null && $Object.hasOwnProperty.call(message, "viewMax") && message.viewMax !== 0)
                    writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.viewMax);
                if (message.publicKey != null && $Object.hasOwnProperty.call(message, "publicKey") && message.publicKey.length)
                    writer.uint32(/* id 15, wireType 2 =*/122).bytes(message.publicKey);
                if (message.classNames != null && message.classNames.length)
                    for (let i = 0; i < message.classNames.length; ++i)
                        writer.uint32(/* id 16, wireType 2 =*/130).string(message.classNames[i]);
                if (message.checkpointSteps != null && message.checkpointSteps.length)
                    writer.uint32(/* id 17, wireType 2 =*/138).uint32s(message.checkpointSteps);
                if (message.numerics != null && $Object.hasOwnProperty.call(message, "numerics") && message.numerics !== "")
                    writer.uint32(/* id 18, wireType 2 =*/146).string(message.numerics);
                if (message.linkToken != null && $Object.hasOwnProperty.call(message, "linkToken") && message.linkToken !== "")
                    writer.uint32(/* id 19, wireType 2 =*/154).string(message.linkToken);
                if (message.holderSecret != null && $Object.hasOwnProperty.call(message, "holderSecret") && message.holderSecret !== "")
                    writer.uint32(/* id 20, wireType 2 =*/162).string(message.holderSecret);
                if (message.modules != null && message.modules.length)
                    for (let i = 0; i < message.modules.length; ++i)
                        $root.codistill.v1.ModuleDigest.encode(message.modules[i], writer.uint32(/* id 21, wireType 2 =*/170).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a JoinRequest message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.JoinRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.JoinRequest & codistill.v1.JoinRequest.$Shape} JoinRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            JoinRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.JoinRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.peerId = value;
                            else
                                delete message.peerId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.protocolVersion = value;
                            else
                                delete message.protocolVersion;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runSpecHash = value;
                            else
                                delete message.runSpecHash;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.dataDigest = value;
                            else
                                delete message.dataDigest;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.classes = value;
                            else
                                delete message.classes;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stepsTotal = value;
                            else
                                delete message.stepsTotal;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.step = value;
                            else
                                delete message.step;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.dataAddress = value;
                            else
                                delete message.dataAddress;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.device = value;
                            else
                                delete message.device;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.termMax = value;
                            else
                                delete message.termMax;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.roundMax = value;
                            else
                                delete message.roundMax;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.viewMax = value;
                            else
                                delete message.viewMax;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.publicKey = value;
                            else
                                delete message.publicKey;
                            continue;
                        }
                    case 16: {
                            if (wireType !== 2)
                                break;
                            if (!(message.classNames && message.classNames.length))
                                message.classNames = [];
                            message.classNames.push(reader.stringVerify());
                            continue;
                        }
                    case 17: {
                            if (wireType === 2) {
                                if (!(message.checkpointSteps && message.checkpointSteps.length))
                                    message.checkpointSteps = [];
                                reader.uint32s(message.checkpointSteps);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.checkpointSteps && message.checkpointSteps.length))
                                message.checkpointSteps = [];
                            message.checkpointSteps.push(reader.uint32());
                            continue;
                        }
                    case 18: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.numerics = value;
                            else
                                delete message.numerics;
                            continue;
                        }
                    case 19: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.linkToken = value;
                            else
                                delete message.linkToken;
                            continue;
                        }
                    case 20: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.holderSecret = value;
                            else
                                delete message.holderSecret;
                            continue;
                        }
                    case 21: {
                            if (wireType !== 2)
                                break;
                            if (!(message.modules && message.modules.length))
                                message.modules = [];
                            message.modules.push($root.codistill.v1.ModuleDigest.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a JoinRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.JoinRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.JoinRequest} JoinRequest
             */
            JoinRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.JoinRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.JoinRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.JoinRequest();
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.peerId != null)
                    if (typeof object.peerId !== "string" || object.peerId.length)
                        message.peerId = $String(object.peerId);
                if (object.incarnation != null)
                    if ($Number(object.incarnation) !== 0)
                        message.incarnation = object.incarnation >>> 0;
                if (object.protocolVersion != null)
                    if ($Number(object.protocolVersion) !== 0)
                        message.protocolVersion = object.protocolVersion >>> 0;
                if (object.runSpecHash != null)
                    if (typeof object.runSpecHash !== "string" || object.runSpecHash.length)
                        message.runSpecHash = $String(object.runSpecHash);
                if (object.dataDigest != null)
                    if (typeof object.dataDigest !== "string" || object.dataDigest.length)
                        message.dataDigest = $String(object.dataDigest);
                if (object.classes != null)
                    if ($Number(object.classes) !== 0)
                        message.classes = object.classes >>> 0;
                if (object.stepsTotal != null)
                    if ($Number(object.stepsTotal) !== 0)
                        message.stepsTotal = object.stepsTotal >>> 0;
                if (object.step != null)
                    if ($Number(object.step) !== 0)
                        message.step = object.step >>> 0;
                if (object.dataAddress != null)
                    if (typeof object.dataAddress !== "string" || object.dataAddress.length)
                        message.dataAddress = $String(object.dataAddress);
                if (object.device != null)
                    if (typeof object.device !== "string" || object.device.length)
                        message.device = $String(object.device);
                if (object.termMax != null)
                    if ($Number(object.termMax) !== 0)
                        message.termMax = object.termMax >>> 0;
                if (object.roundMax != null)
                    if ($Number(object.roundMax) !== 0)
                        message.roundMax = object.roundMax >>> 0;
                if (object.viewMax != null)
                    if ($Number(object.viewMax) !== 0)
                        message.viewMax = object.viewMax >>> 0;
                if (object.publicKey != null)
                    if (object.publicKey.length)
                        if (typeof object.publicKey === "string")
                            $util.base64.decode(object.publicKey, message.publicKey = $util.newBuffer($util.base64.length(object.publicKey)), 0);
                        else if (object.publicKey.length >= 0)
                            message.publicKey = object.publicKey;
                if (object.classNames) {
                    if (!$Array.isArray(object.classNames))
                        throw $TypeError(".codistill.v1.JoinRequest.classNames: array expected");
                    message.classNames = $Array(object.classNames.length);
                    for (let i = 0; i < object.classNames.length; ++i)
                        message.classNames[i] = $String(object.classNames[i]);
                }
                if (object.checkpointSteps) {
                    if (!$Array.isArray(object.checkpointSteps))
                        throw $TypeError(".codistill.v1.JoinRequest.checkpointSteps: array expected");
                    message.checkpointSteps = $Array(object.checkpointSteps.length);
                    for (let i = 0; i < object.checkpointSteps.length; ++i)
                        message.checkpointSteps[i] = object.checkpointSteps[i] >>> 0;
                }
                if (object.numerics != null)
                    if (typeof object.numerics !== "string" || object.numerics.length)
                        message.numerics = $String(object.numerics);
                if (object.linkToken != null)
                    if (typeof object.linkToken !== "string" || object.linkToken.length)
                        message.linkToken = $String(object.linkToken);
                if (object.holderSecret != null)
                    if (typeof object.holderSecret !== "string" || object.holderSecret.length)
                        message.holderSecret = $String(object.holderSecret);
                if (object.modules) {
                    if (!$Array.isArray(object.modules))
                        throw $TypeError(".codistill.v1.JoinRequest.modules: array expected");
                    message.modules = $Array(object.modules.length);
                    for (let i = 0; i < object.modules.length; ++i) {
                        if (!$util.isObject(object.modules[i]))
                            throw $TypeError(".codistill.v1.JoinRequest.modules: object expected");
                        message.modules[i] = $root.codistill.v1.ModuleDigest.fromObject(object.modules[i], _depth + 1);
                    }
                }
                return message;
            };

            /**
             * Creates a plain object from a JoinRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.JoinRequest
             * @static
             * @param {codistill.v1.JoinRequest} message JoinRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            JoinRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.classNames = [];
                    object.checkpointSteps = [];
                    object.modules = [];
                }
                if (options.defaults) {
                    object.runId = "";
                    object.peerId = "";
                    object.incarnation = 0;
                    object.protocolVersion = 0;
                    object.runSpecHash = "";
                    object.dataDigest = "";
                    object.classes = 0;
                    object.stepsTotal = 0;
                    object.step = 0;
                    object.dataAddress = "";
                    object.device = "";
                    object.termMax = 0;
                    object.roundMax = 0;
                    object.viewMax = 0;
                    if (options.bytes === $String)
                        object.publicKey = "";
                    else {
                        object.publicKey = [];
                        if (options.bytes !== $Array)
                            object.publicKey = $util.newBuffer(object.publicKey);
                    }
                    object.numerics = "";
                    object.linkToken = "";
                    object.holderSecret = "";
                }
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId"))
                    object.peerId = message.peerId;
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation"))
                    object.incarnation = message.incarnation;
                if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion"))
                    object.protocolVersion = message.protocolVersion;
                if (message.runSpecHash != null && $Object.hasOwnProperty.call(message, "runSpecHash"))
                    object.runSpecHash = message.runSpecHash;
                if (message.dataDigest != null && $Object.hasOwnProperty.call(message, "dataDigest"))
                    object.dataDigest = message.dataDigest;
                if (message.classes != null && $Object.hasOwnProperty.call(message, "classes"))
                    object.classes = message.classes;
                if (message.stepsTotal != null && $Object.hasOwnProperty.call(message, "stepsTotal"))
                    object.stepsTotal = message.stepsTotal;
                if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                    object.step = message.step;
                if (message.dataAddress != null && $Object.hasOwnProperty.call(message, "dataAddress"))
                    object.dataAddress = message.dataAddress;
                if (message.device != null && $Object.hasOwnProperty.call(message, "device"))
                    object.device = message.device;
                if (message.termMax != null && $Object.hasOwnProperty.call(message, "termMax"))
                    object.termMax = message.termMax;
                if (message.roundMax != null && $Object.hasOwnProperty.call(message, "roundMax"))
                    object.roundMax = message.roundMax;
                if (message.viewMax != null && $Object.hasOwnProperty.call(message, "viewMax"))
                    object.viewMax = message.viewMax;
                if (message.publicKey != null && $Object.hasOwnProperty.call(message, "publicKey"))
                    object.publicKey = options.bytes === $String ? $util.base64.encode(message.publicKey, 0, message.publicKey.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.publicKey) : message.publicKey;
                if (message.classNames && message.classNames.length) {
                    object.classNames = $Array(message.classNames.length);
                    for (let j = 0; j < message.classNames.length; ++j)
                        object.classNames[j] = message.classNames[j];
                }
                if (message.checkpointSteps && message.checkpointSteps.length) {
                    object.checkpointSteps = $Array(message.checkpointSteps.length);
                    for (let j = 0; j < message.checkpointSteps.length; ++j)
                        object.checkpointSteps[j] = message.checkpointSteps[j];
                }
                if (message.numerics != null && $Object.hasOwnProperty.call(message, "numerics"))
                    object.numerics = message.numerics;
                if (message.linkToken != null && $Object.hasOwnProperty.call(message, "linkToken"))
                    object.linkToken = message.linkToken;
                if (message.holderSecret != null && $Object.hasOwnProperty.call(message, "holderSecret"))
                    object.holderSecret = message.holderSecret;
                if (message.modules && message.modules.length) {
                    object.modules = $Array(message.modules.length);
                    for (let j = 0; j < message.modules.length; ++j)
                        object.modules[j] = $root.codistill.v1.ModuleDigest.toObject(message.modules[j], options, _depth + 1);
                }
                return object;
            };

            /**
             * Converts this JoinRequest to JSON.
             * @function toJSON
             * @memberof codistill.v1.JoinRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            JoinRequest.prototype.toJSON = function() {
                return JoinRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            return JoinRequest;
        })();

        v1.Difference = (function() {

            /**
             * Properties of a Difference.
             * @typedef {Object} codistill.v1.Difference.$Properties
             * @property {string|null} [field] Difference field
             * @property {string|null} [yours] Difference yours
             * @property {string|null} [expected] Difference expected
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Difference.
             * @memberof codistill.v1
             * @interface IDifference
             * @augments codistill.v1.Difference.$Properties
             * @deprecated Use codistill.v1.Difference.$Properties instead.
             */

            /**
             * Shape of a Difference.
             * @typedef {codistill.v1.Difference.$Properties} codistill.v1.Difference.$Shape
             */

            /**
             * Constructs a new Difference.
             * @memberof codistill.v1
             * @classdesc Represents a Difference.
             * @constructor
             * @param {codistill.v1.Difference.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Difference = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Difference field.
             * @member {string} field
             * @memberof codistill.v1.Difference
             * @instance
             */
            Difference.prototype.field = "";

            /**
             * Difference yours.
             * @member {string} yours
             * @memberof codistill.v1.Difference
             * @instance
             */
            Difference.prototype.yours = "";

            /**
             * Difference expected.
             * @member {string} expected
             * @memberof codistill.v1.Difference
             * @instance
             */
            Difference.prototype.expected = "";

            /**
             * Creates a new Difference instance using the specified properties.
             * @function create
             * @memberof codistill.v1.Difference
             * @static
             * @param {codistill.v1.Difference.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.Difference} Difference instance
             * @type {{
             *   (properties: codistill.v1.Difference.$Shape): codistill.v1.Difference & codistill.v1.Difference.$Shape;
             *   (properties?: codistill.v1.Difference.$Properties): codistill.v1.Difference;
             * }}
             */
            Difference.create = function(properties) {
                return new Difference(properties);
            };

            /**
             * Encodes the specified Difference message. Does not implicitly {@link codistill.v1.Difference.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.Difference
             * @static
             * @param {codistill.v1.Difference.$Properties} message Difference message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Difference.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.field != null && $Object.hasOwnProperty.call(message, "field") && message.field !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.field);
                if (message.yours != null && $Object.hasOwnProperty.call(message, "yours") && message.yours !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.yours);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.expected);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Difference message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.Difference
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.Difference & codistill.v1.Difference.$Shape} Difference
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Difference.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.Difference();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.field = value;
                            else
                                delete message.field;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.yours = value;
                            else
                                delete message.yours;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.expected = value;
                            else
                                delete message.expected;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Difference message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.Difference
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.Difference} Difference
             */
            Difference.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.Difference)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.Difference: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.Difference();
                if (object.field != null)
                    if (typeof object.field !== "string" || object.field.length)
                        message.field = $String(object.field);
                if (object.yours != null)
                    if (typeof object.yours !== "string" || object.yours.length)
                        message.yours = $String(object.yours);
                if (object.expected != null)
                    if (typeof object.expected !== "string" || object.expected.length)
                        message.expected = $String(object.expected);
                return message;
            };

            /**
             * Creates a plain object from a Difference message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.Difference
             * @static
             * @param {codistill.v1.Difference} message Difference
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Difference.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.field = "";
                    object.yours = "";
                    object.expected = "";
                }
                if (message.field != null && $Object.hasOwnProperty.call(message, "field"))
                    object.field = message.field;
                if (message.yours != null && $Object.hasOwnProperty.call(message, "yours"))
                    object.yours = message.yours;
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected"))
                    object.expected = message.expected;
                return object;
            };

            /**
             * Converts this Difference to JSON.
             * @function toJSON
             * @memberof codistill.v1.Difference
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Difference.prototype.toJSON = function() {
                return Difference.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Difference;
        })();

        v1.JoinReply = (function() {

            /**
             * Properties of a JoinReply.
             * @typedef {Object} codistill.v1.JoinReply.$Properties
             * @property {boolean|null} [accepted] JoinReply accepted
             * @property {string|null} [code] JoinReply code
             * @property {string|null} [reason] JoinReply reason
             * @property {Array.<codistill.v1.Difference.$Properties>|null} [differences] JoinReply differences
             * @property {number|null} [incarnationMin] JoinReply incarnationMin
             * @property {number|null} [leaseMs] JoinReply leaseMs
             * @property {number|null} [startStep] JoinReply startStep
             * @property {codistill.v1.Announcement.$Properties|null} [announcement] JoinReply announcement
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a JoinReply.
             * @memberof codistill.v1
             * @interface IJoinReply
             * @augments codistill.v1.JoinReply.$Properties
             * @deprecated Use codistill.v1.JoinReply.$Properties instead.
             */

            /**
             * Shape of a JoinReply.
             * @typedef {codistill.v1.JoinReply.$Properties} codistill.v1.JoinReply.$Shape
             */

            /**
             * Constructs a new JoinReply.
             * @memberof codistill.v1
             * @classdesc Represents a JoinReply.
             * @constructor
             * @param {codistill.v1.JoinReply.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const JoinReply = function (properties) {
                this.differences = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * JoinReply accepted.
             * @member {boolean} accepted
             * @memberof codistill.v1.JoinReply
             * @instance
             */
            JoinReply.prototype.accepted = false;

            /**
             * JoinReply code.
             * @member {string} code
             * @memberof codistill.v1.JoinReply
             * @instance
             */
            JoinReply.prototype.code = "";

            /**
             * JoinReply reason.
             * @member {string} reason
             * @memberof codistill.v1.JoinReply
             * @instance
             */
            JoinReply.prototype.reason = "";

            /**
             * JoinReply differences.
             * @member {Array.<codistill.v1.Difference.$Properties>} differences
             * @memberof codistill.v1.JoinReply
             * @instance
             */
            JoinReply.prototype.differences = $util.emptyArray;

            /**
             * JoinReply incarnationMin.
             * @member {number} incarnationMin
             * @memberof codistill.v1.JoinReply
             * @instance
             */
            JoinReply.prototype.incarnationMin = 0;

            /**
             * JoinReply leaseMs.
             * @member {number} leaseMs
             * @memberof codistill.v1.JoinReply
             * @instance
             */
            JoinReply.prototype.leaseMs = 0;

            /**
             * JoinReply startStep.
             * @member {number} startStep
             * @memberof codistill.v1.JoinReply
             * @instance
             */
            JoinReply.prototype.startStep = 0;

            /**
             * JoinReply announcement.
             * @member {codistill.v1.Announcement.$Properties|null|undefined} announcement
             * @memberof codistill.v1.JoinReply
             * @instance
             */
            JoinReply.prototype.announcement = null;

            /**
             * Creates a new JoinReply instance using the specified properties.
             * @function create
             * @memberof codistill.v1.JoinReply
             * @static
             * @param {codistill.v1.JoinReply.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.JoinReply} JoinReply instance
             * @type {{
             *   (properties: codistill.v1.JoinReply.$Shape): codistill.v1.JoinReply & codistill.v1.JoinReply.$Shape;
             *   (properties?: codistill.v1.JoinReply.$Properties): codistill.v1.JoinReply;
             * }}
             */
            JoinReply.create = function(properties) {
                return new JoinReply(properties);
            };

            /**
             * Encodes the specified JoinReply message. Does not implicitly {@link codistill.v1.JoinReply.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.JoinReply
             * @static
             * @param {codistill.v1.JoinReply.$Properties} message JoinReply message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            JoinReply.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.accepted != null && $Object.hasOwnProperty.call(message, "accepted") && message.accepted !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.accepted);
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.code);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.reason);
                if (message.differences != null && message.differences.length)
                    for (let i = 0; i < message.differences.length; ++i)
                        $root.codistill.v1.Difference.encode(message.differences[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.incarnationMin != null && $Object.hasOwnProperty.call(message, "incarnationMin") && message.incarnationMin !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.incarnationMin);
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs") && !$Object.is(message.leaseMs, 0))
                    writer.uint32(/* id 6, wireType 1 =*/49).double(message.leaseMs);
                if (message.startStep != null && $Object.hasOwnProperty.call(message, "startStep") && message.startStep !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.startStep);
                if (message.announcement != null && $Object.hasOwnProperty.call(message, "announcement"))
                    $root.codistill.v1.Announcement.encode(message.announcement, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a JoinReply message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.JoinReply
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.JoinReply & codistill.v1.JoinReply.$Shape} JoinReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            JoinReply.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.JoinReply();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.accepted = value;
                            else
                                delete message.accepted;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.differences && message.differences.length))
                                message.differences = [];
                            message.differences.push($root.codistill.v1.Difference.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.incarnationMin = value;
                            else
                                delete message.incarnationMin;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.leaseMs = value;
                            else
                                delete message.leaseMs;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.startStep = value;
                            else
                                delete message.startStep;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.announcement = $root.codistill.v1.Announcement.decode(reader, reader.size(), $undefined, _depth + 1, message.announcement);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a JoinReply message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.JoinReply
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.JoinReply} JoinReply
             */
            JoinReply.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.JoinReply)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.JoinReply: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.JoinReply();
                if (object.accepted != null)
                    if (object.accepted)
                        message.accepted = $Boolean(object.accepted);
                if (object.code != null)
                    if (typeof object.code !== "string" || object.code.length)
                        message.code = $String(object.code);
                if (object.reason != null)
                    if (typeof object.reason !== "string" || object.reason.length)
                        message.reason = $String(object.reason);
                if (object.differences) {
                    if (!$Array.isArray(object.differences))
                        throw $TypeError(".codistill.v1.JoinReply.differences: array expected");
                    message.differences = $Array(object.differences.length);
                    for (let i = 0; i < object.differences.length; ++i) {
                        if (!$util.isObject(object.differences[i]))
                            throw $TypeError(".codistill.v1.JoinReply.differences: object expected");
                        message.differences[i] = $root.codistill.v1.Difference.fromObject(object.differences[i], _depth + 1);
                    }
                }
                if (object.incarnationMin != null)
                    if ($Number(object.incarnationMin) !== 0)
                        message.incarnationMin = object.incarnationMin >>> 0;
                if (object.leaseMs != null)
                    if (!$Object.is($Number(object.leaseMs), 0))
                        message.leaseMs = $Number(object.leaseMs);
                if (object.startStep != null)
                    if ($Number(object.startStep) !== 0)
                        message.startStep = object.startStep >>> 0;
                if (object.announcement != null) {
                    if (!$util.isObject(object.announcement))
                        throw $TypeError(".codistill.v1.JoinReply.announcement: object expected");
                    message.announcement = $root.codistill.v1.Announcement.fromObject(object.announcement, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from a JoinReply message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.JoinReply
             * @static
             * @param {codistill.v1.JoinReply} message JoinReply
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            JoinReply.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.differences = [];
                if (options.defaults) {
                    object.accepted = false;
                    object.code = "";
                    object.reason = "";
                    object.incarnationMin = 0;
                    object.leaseMs = 0;
                    object.startStep = 0;
                    object.announcement = null;
                }
                if (message.accepted != null && $Object.hasOwnProperty.call(message, "accepted"))
                    object.accepted = message.accepted;
                if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                    object.code = message.code;
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                    object.reason = message.reason;
                if (message.differences && message.differences.length) {
                    object.differences = $Array(message.differences.length);
                    for (let j = 0; j < message.differences.length; ++j)
                        object.differences[j] = $root.codistill.v1.Difference.toObject(message.differences[j], options, _depth + 1);
                }
                if (message.incarnationMin != null && $Object.hasOwnProperty.call(message, "incarnationMin"))
                    object.incarnationMin = message.incarnationMin;
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs"))
                    object.leaseMs = options.json && !$isFinite(message.leaseMs) ? $String(message.leaseMs) : message.leaseMs;
                if (message.startStep != null && $Object.hasOwnProperty.call(message, "startStep"))
                    object.startStep = message.startStep;
                if (message.announcement != null && $Object.hasOwnProperty.call(message, "announcement"))
                    object.announcement = $root.codistill.v1.Announcement.toObject(message.announcement, options, _depth + 1);
                return object;
            };

            /**
             * Converts this JoinReply to JSON.
             * @function toJSON
             * @memberof codistill.v1.JoinReply
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            JoinReply.prototype.toJSON = function() {
                return JoinReply.toObject(this, $protobuf.util.toJSONOptions);
            };

            return JoinReply;
        })();

        /**
         * TrainerState enum.
         * @name codistill.v1.TrainerState
         * @enum {number}
         * @property {number} TRAINER_STATE_STARTING=0 TRAINER_STATE_STARTING value
         * @property {number} TRAINER_STATE_READY=1 TRAINER_STATE_READY value
         * @property {number} TRAINER_STATE_TRAINING=2 TRAINER_STATE_TRAINING value
         * @property {number} TRAINER_STATE_EVALUATING=3 TRAINER_STATE_EVALUATING value
         * @property {number} TRAINER_STATE_FINISHED=4 TRAINER_STATE_FINISHED value
         */
        v1.TrainerState = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "TRAINER_STATE_STARTING"] = 0;
            values[valuesById[1] = "TRAINER_STATE_READY"] = 1;
            values[valuesById[2] = "TRAINER_STATE_TRAINING"] = 2;
            values[valuesById[3] = "TRAINER_STATE_EVALUATING"] = 3;
            values[valuesById[4] = "TRAINER_STATE_FINISHED"] = 4;
            return values;
        })();

        v1.Heartbeat = (function() {

            /**
             * Properties of a Heartbeat.
             * @typedef {Object} codistill.v1.Heartbeat.$Properties
             * @property {string|null} [runId] Heartbeat runId
             * @property {string|null} [peerId] Heartbeat peerId
             * @property {number|null} [incarnation] Heartbeat incarnation
             * @property {number|null} [sequence] Heartbeat sequence
             * @property {codistill.v1.TrainerState|null} [state] Heartbeat state
             * @property {number|null} [step] Heartbeat step
             * @property {number|null} [epoch] Heartbeat epoch
             * @property {number|null} [stepsTotal] Heartbeat stepsTotal
             * @property {number|null} [supervisedLoss] Heartbeat supervisedLoss
             * @property {number|null} [distillationLoss] Heartbeat distillationLoss
             * @property {number|null} [distillationWeight] Heartbeat distillationWeight
             * @property {number|null} [validationAccuracy] Heartbeat validationAccuracy
             * @property {number|null} [samplesPerSecond] Heartbeat samplesPerSecond
             * @property {number|null} [waitFraction] Heartbeat waitFraction
             * @property {number|null} [bytesSent] Heartbeat bytesSent
             * @property {number|null} [bytesReceived] Heartbeat bytesReceived
             * @property {number|null} [stalenessSteps] Heartbeat stalenessSteps
             * @property {number|null} [rejected] Heartbeat rejected
             * @property {number|null} [restarts] Heartbeat restarts
             * @property {Array.<string>|null} [teachersAbsent] Heartbeat teachersAbsent
             * @property {number|null} [term] Heartbeat term
             * @property {number|null} [bitsPerCharacter] Heartbeat bitsPerCharacter
             * @property {number|null} [taughtShare] Heartbeat taughtShare
             * @property {number|null} [taughtRowsShare] Heartbeat taughtRowsShare
             * @property {number|null} [gradientRatio] Heartbeat gradientRatio
             * @property {boolean|null} [landed] Heartbeat landed
             * @property {number|null} [trainedSteps] Heartbeat trainedSteps
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Heartbeat.
             * @memberof codistill.v1
             * @interface IHeartbeat
             * @augments codistill.v1.Heartbeat.$Properties
             * @deprecated Use codistill.v1.Heartbeat.$Properties instead.
             */

            /**
             * Shape of a Heartbeat.
             * @typedef {codistill.v1.Heartbeat.$Properties} codistill.v1.Heartbeat.$Shape
             */

            /**
             * Constructs a new Heartbeat.
             * @memberof codistill.v1
             * @classdesc Represents a Heartbeat.
             * @constructor
             * @param {codistill.v1.Heartbeat.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Heartbeat = function (properties) {
                this.teachersAbsent = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Heartbeat runId.
             * @member {string} runId
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.runId = "";

            /**
             * Heartbeat peerId.
             * @member {string} peerId
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.peerId = "";

            /**
             * Heartbeat incarnation.
             * @member {number} incarnation
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.incarnation = 0;

            /**
             * Heartbeat sequence.
             * @member {number} sequence
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.sequence = 0;

            /**
             * Heartbeat state.
             * @member {codistill.v1.TrainerState} state
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.state = 0;

            /**
             * Heartbeat step.
             * @member {number} step
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.step = 0;

            /**
             * Heartbeat epoch.
             * @member {number} epoch
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.epoch = 0;

            /**
             * Heartbeat stepsTotal.
             * @member {number} stepsTotal
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.stepsTotal = 0;

            /**
             * Heartbeat supervisedLoss.
             * @member {number} supervisedLoss
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.supervisedLoss = 0;

            /**
             * Heartbeat distillationLoss.
             * @member {number} distillationLoss
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.distillationLoss = 0;

            /**
             * Heartbeat distillationWeight.
             * @member {number} distillationWeight
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.distillationWeight = 0;

            /**
             * Heartbeat validationAccuracy.
             * @member {number} validationAccuracy
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.validationAccuracy = 0;

            /**
             * Heartbeat samplesPerSecond.
             * @member {number} samplesPerSecond
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.samplesPerSecond = 0;

            /**
             * Heartbeat waitFraction.
             * @member {number} waitFraction
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.waitFraction = 0;

            /**
             * Heartbeat bytesSent.
             * @member {number} bytesSent
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.bytesSent = 0;

            /**
             * Heartbeat bytesReceived.
             * @member {number} bytesReceived
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.bytesReceived = 0;

            /**
             * Heartbeat stalenessSteps.
             * @member {number} stalenessSteps
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.stalenessSteps = 0;

            /**
             * Heartbeat rejected.
             * @member {number} rejected
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.rejected = 0;

            /**
             * Heartbeat restarts.
             * @member {number} restarts
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.restarts = 0;

            /**
             * Heartbeat teachersAbsent.
             * @member {Array.<string>} teachersAbsent
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.teachersAbsent = $util.emptyArray;

            /**
             * Heartbeat term.
             * @member {number} term
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.term = 0;

            /**
             * Heartbeat bitsPerCharacter.
             * @member {number} bitsPerCharacter
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.bitsPerCharacter = 0;

            /**
             * Heartbeat taughtShare.
             * @member {number} taughtShare
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.taughtShare = 0;

            /**
             * Heartbeat taughtRowsShare.
             * @member {number} taughtRowsShare
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.taughtRowsShare = 0;

            /**
             * Heartbeat gradientRatio.
             * @member {number} gradientRatio
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.gradientRatio = 0;

            /**
             * Heartbeat landed.
             * @member {boolean} landed
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.landed = false;

            /**
             * Heartbeat trainedSteps.
             * @member {number} trainedSteps
             * @memberof codistill.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.trainedSteps = 0;

            /**
             * Creates a new Heartbeat instance using the specified properties.
             * @function create
             * @memberof codistill.v1.Heartbeat
             * @static
             * @param {codistill.v1.Heartbeat.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.Heartbeat} Heartbeat instance
             * @type {{
             *   (properties: codistill.v1.Heartbeat.$Shape): codistill.v1.Heartbeat & codistill.v1.Heartbeat.$Shape;
             *   (properties?: codistill.v1.Heartbeat.$Properties): codistill.v1.Heartbeat;
             * }}
             */
            Heartbeat.create = function(properties) {
                return new Heartbeat(properties);
            };

            /**
             * Encodes the specified Heartbeat message. Does not implicitly {@link codistill.v1.Heartbeat.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.Heartbeat
             * @static
             * @param {codistill.v1.Heartbeat.$Properties} message Heartbeat message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Heartbeat.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.peerId);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.incarnation);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.sequence);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).int32(message.state);
                if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.step);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.epoch);
                if (message.stepsTotal != null && $Object.hasOwnProperty.call(message, "stepsTotal") && message.stepsTotal !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.stepsTotal);
                if (message.supervisedLoss != null && $Object.hasOwnProperty.call(message, "supervisedLoss") && !$Object.is(message.supervisedLoss, 0))
                    writer.uint32(/* id 9, wireType 1 =*/73).double(message.supervisedLoss);
                if (message.distillationLoss != null && $Object.hasOwnProperty.call(message, "distillationLoss") && !$Object.is(message.distillationLoss, 0))
                    writer.uint32(/* id 10, wireType 1 =*/81).double(message.distillationLoss);
                if (message.distillationWeight != null && $Object.hasOwnProperty.call(message, "distillationWeight") && !$Object.is(message.distillationWeight, 0))
                    writer.uint32(/* id 11, wireType 1 =*/89).double(message.distillationWeight);
                if (message.validationAccuracy != null && $Object.hasOwnProperty.call(message, "validationAccuracy") && !$Object.is(message.validationAccuracy, 0))
                    writer.uint32(/* id 12, wireType 1 =*/97).double(message.validationAccuracy);
                if (message.samplesPerSecond != null && $Object.hasOwnProperty.call(message, "samplesPerSecond") && !$Object.is(message.samplesPerSecond, 0))
                    writer.uint32(/* id 13, wireType 1 =*/105).double(message.samplesPerSecond);
                if (message.waitFraction != null && $Object.hasOwnProperty.call(message, "waitFraction") && !$Object.is(message.waitFraction, 0))
                    writer.uint32(/* id 14, wireType 1 =*/113).double(message.waitFraction);
                if (message.bytesSent != null && $Object.hasOwnProperty.call(message, "bytesSent") && !$Object.is(message.bytesSent, 0))
                    writer.uint32(/* id 15, wireType 1 =*/121).double(message.bytesSent);
                if (message.bytesReceived != null && $Object.hasOwnProperty.call(message, "bytesReceived") && !$Object.is(message.bytesReceived, 0))
                    writer.uint32(/* id 16, wireType 1 =*/129).double(message.bytesReceived);
                if (message.stalenessSteps != null && $Object.hasOwnProperty.call(message, "stalenessSteps") && message.stalenessSteps !== 0)
                    writer.uint32(/* id 17, wireType 0 =*/136).uint32(message.stalenessSteps);
                if (message.rejected != null && $Object.hasOwnProperty.call(message, "rejected") && message.rejected !== 0)
                    writer.uint32(/* id 18, wireType 0 =*/144).uint32(message.rejected);
                if (message.restarts != null && $Object.hasOwnProperty.call(message, "restarts") && message.restarts !== 0)
                    writer.uint32(/* id 19, wireType 0 =*/152).uint32(message.restarts);
                if (message.teachersAbsent != null && message.teachersAbsent.length)
                    for (let i = 0; i < message.teachersAbsent.length; ++i)
                        writer.uint32(/* id 20, wireType 2 =*/162).string(message.teachersAbsent[i]);
                if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                    writer.uint32(/* id 21, wireType 0 =*/168).uint32(message.term);
                if (message.bitsPerCharacter != null && $Object.hasOwnProperty.call(message, "bitsPerCharacter") && !$Object.is(message.bitsPerCharacter, 0))
                    writer.uint32(/* id 22, wireType 1 =*/177).double(message.bitsPerCharacter);
                if (message.taughtShare != null && $Object.hasOwnProperty.call(message, "taughtShare") && !$Object.is(message.taughtShare, 0))
                    writer.uint32(/* id 23, wireType 1 =*/185).double(message.taughtShare);
                if (message.taughtRowsShare != null && $Object.hasOwnProperty.call(message, "taughtRowsShare") && !$Object.is(message.taughtRowsShare, 0))
                    writer.uint32(/* id 24, wireType 1 =*/193).double(message.taughtRowsShare);
                if (message.gradientRatio != null && $Object.hasOwnProperty.call(message, "gradientRatio") && !$Object.is(message.gradientRatio, 0))
                    writer.uint32(/* id 25, wireType 1 =*/201).double(message.gradientRatio);
                if (message.landed != null && $Object.hasOwnProperty.call(message, "landed") && message.landed !== false)
                    writer.uint32(/* id 26, wireType 0 =*/208).bool(message.landed);
                if (message.trainedSteps != null && $Object.hasOwnProperty.call(message, "trainedSteps") && !$Object.is(message.trainedSteps, 0))
                    writer.uint32(/* id 27, wireType 1 =*/217).double(message.trainedSteps);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Heartbeat message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.Heartbeat
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.Heartbeat & codistill.v1.Heartbeat.$Shape} Heartbeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Heartbeat.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.Heartbeat();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.peerId = value;
                            else
                                delete message.peerId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.step = value;
                            else
                                delete message.step;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stepsTotal = value;
                            else
                                delete message.stepsTotal;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.supervisedLoss = value;
                            else
                                delete message.supervisedLoss;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.distillationLoss = value;
                            else
                                delete message.distillationLoss;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.distillationWeight = value;
                            else
                                delete message.distillationWeight;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.validationAccuracy = value;
                            else
                                delete message.validationAccuracy;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.samplesPerSecond = value;
                            else
                                delete message.samplesPerSecond;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.waitFraction = value;
                            else
                                delete message.waitFraction;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.bytesSent = value;
                            else
                                delete message.bytesSent;
                            continue;
                        }
                    case 16: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.bytesReceived = value;
                            else
                                delete message.bytesReceived;
                            continue;
                        }
                    case 17: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stalenessSteps = value;
                            else
                                delete message.stalenessSteps;
                            continue;
                        }
                    case 18: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rejected = value;
                            else
                                delete message.rejected;
                            continue;
                        }
                    case 19: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.restarts = value;
                            else
                                delete message.restarts;
                            continue;
                        }
                    case 20: {
                            if (wireType !== 2)
                                break;
                            if (!(message.teachersAbsent && message.teachersAbsent.length))
                                message.teachersAbsent = [];
                            message.teachersAbsent.push(reader.stringVerify());
                            continue;
                        }
                    case 21: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.term = value;
                            else
                                delete message.term;
                            continue;
                        }
                    case 22: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.bitsPerCharacter = value;
                            else
                                delete message.bitsPerCharacter;
                            continue;
                        }
                    case 23: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.taughtShare = value;
                            else
                                delete message.taughtShare;
                            continue;
                        }
                    case 24: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.taughtRowsShare = value;
                            else
                                delete message.taughtRowsShare;
                            continue;
                        }
                    case 25: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.gradientRatio = value;
                            else
                                delete message.gradientRatio;
                            continue;
                        }
                    case 26: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.landed = value;
                            else
                                delete message.landed;
                            continue;
                        }
                    case 27: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.trainedSteps = value;
                            else
                                delete message.trainedSteps;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Heartbeat message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.Heartbeat
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.Heartbeat} Heartbeat
             */
            Heartbeat.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.Heartbeat)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.Heartbeat: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.Heartbeat();
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.peerId != null)
                    if (typeof object.peerId !== "string" || object.peerId.length)
                        message.peerId = $String(object.peerId);
                if (object.incarnation != null)
                    if ($Number(object.incarnation) !== 0)
                        message.incarnation = object.incarnation >>> 0;
                if (object.sequence != null)
                    if ($Number(object.sequence) !== 0)
                        message.sequence = object.sequence >>> 0;
                if (object.state !== 0 && (typeof object.state !== "string" || $root.codistill.v1.TrainerState[object.state] !== 0))
                    switch (object.state) {
                    case "TRAINER_STATE_STARTING":
                    case 0:
                        message.state = 0;
                        break;
                    case "TRAINER_STATE_READY":
                    case 1:
                        message.state = 1;
                        break;
                    case "TRAINER_STATE_TRAINING":
                    case 2:
                        message.state = 2;
                        break;
                    case "TRAINER_STATE_EVALUATING":
                    case 3:
                        message.state = 3;
                        break;
                    case "TRAINER_STATE_FINISHED":
                    case 4:
                        message.state = 4;
                        break;
                    default:
                        if (typeof object.state === "number" && (object.state | 0) === object.state)
                            message.state = object.state;
                    }
                if (object.step != null)
                    if ($Number(object.step) !== 0)
                        message.step = object.step >>> 0;
                if (object.epoch != null)
                    if ($Number(object.epoch) !== 0)
                        message.epoch = object.epoch >>> 0;
                if (object.stepsTotal != null)
                    if ($Number(object.stepsTotal) !== 0)
                        message.stepsTotal = object.stepsTotal >>> 0;
                if (object.supervisedLoss != null)
                    if (!$Object.is($Number(object.supervisedLoss), 0))
                        message.supervisedLoss = $Number(object.supervisedLoss);
                if (object.distillationLoss != null)
                    if (!$Object.is($Number(object.distillationLoss), 0))
                        message.distillationLoss = $Number(object.distillationLoss);
                if (object.distillationWeight != null)
                    if (!$Object.is($Number(object.distillationWeight), 0))
                        message.distillationWeight = $Number(object.distillationWeight);
                if (object.validationAccuracy != null)
                    if (!$Object.is($Number(object.validationAccuracy), 0))
                        message.validationAccuracy = $Number(object.validationAccuracy);
                if (object.samplesPerSecond != null)
                    if (!$Object.is($Number(object.samplesPerSecond), 0))
                        message.samplesPerSecond = $Number(object.samplesPerSecond);
                if (object.waitFraction != null)
                    if (!$Object.is($Number(object.waitFraction), 0))
                        message.waitFraction = $Number(object.waitFraction);
                if (object.bytesSent != null)
                    if (!$Object.is($Number(object.bytesSent), 0))
                        message.bytesSent = $Number(object.bytesSent);
                if (object.bytesReceived != null)
                    if (!$Object.is($Number(object.bytesReceived), 0))
                        message.bytesReceived = $Number(object.bytesReceived);
                if (object.stalenessSteps != null)
                    if ($Number(object.stalenessSteps) !== 0)
                        message.stalenessSteps = object.stalenessSteps >>> 0;
                if (object.rejected != null)
                    if ($Number(object.rejected) !== 0)
                        message.rejected = object.rejected >>> 0;
                if (object.restarts != null)
                    if ($Number(object.restarts) !== 0)
                        message.restarts = object.restarts >>> 0;
                if (object.teachersAbsent) {
                    if (!$Array.isArray(object.teachersAbsent))
                        throw $TypeError(".codistill.v1.Heartbeat.teachersAbsent: array expected");
                    message.teachersAbsent = $Array(object.teachersAbsent.length);
                    for (let i = 0; i < object.teachersAbsent.length; ++i)
                        message.teachersAbsent[i] = $String(object.teachersAbsent[i]);
                }
                if (object.term != null)
                    if ($Number(object.term) !== 0)
                        message.term = object.term >>> 0;
                if (object.bitsPerCharacter != null)
                    if (!$Object.is($Number(object.bitsPerCharacter), 0))
                        message.bitsPerCharacter = $Number(object.bitsPerCharacter);
                if (object.taughtShare != null)
                    if (!$Object.is($Number(object.taughtShare), 0))
                        message.taughtShare = $Number(object.taughtShare);
                if (object.taughtRowsShare != null)
                    if (!$Object.is($Number(object.taughtRowsShare), 0))
                        message.taughtRowsShare = $Number(object.taughtRowsShare);
                if (object.gradientRatio != null)
                    if (!$Object.is($Number(object.gradientRatio), 0))
                        message.gradientRatio = $Number(object.gradientRatio);
                if (object.landed != null)
                    if (object.landed)
                        message.landed = $Boolean(object.landed);
                if (object.trainedSteps != null)
                    if (!$Object.is($Number(object.trainedSteps), 0))
                        message.trainedSteps = $Number(object.trainedSteps);
                return message;
            };

            /**
             * Creates a plain object from a Heartbeat message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.Heartbeat
             * @static
             * @param {codistill.v1.Heartbeat} message Heartbeat
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Heartbeat.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.teachersAbsent = [];
                if (options.defaults) {
                    object.runId = "";
                    object.peerId = "";
                    object.incarnation = 0;
                    object.sequence = 0;
                    object.state = options.enums === $String ? "TRAINER_STATE_STARTING" : 0;
                    object.step = 0;
                    object.epoch = 0;
                    object.stepsTotal = 0;
                    object.supervisedLoss = 0;
                    object.distillationLoss = 0;
                    object.distillationWeight = 0;
                    object.validationAccuracy = 0;
                    object.samplesPerSecond = 0;
                    object.waitFraction = 0;
                    object.bytesSent = 0;
                    object.bytesReceived = 0;
                    object.stalenessSteps = 0;
                    object.rejected = 0;
                    object.restarts = 0;
                    object.term = 0;
                    object.bitsPerCharacter = 0;
                    object.taughtShare = 0;
                    object.taughtRowsShare = 0;
                    object.gradientRatio = 0;
                    object.landed = false;
                    object.trainedSteps = 0;
                }
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId"))
                    object.peerId = message.peerId;
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation"))
                    object.incarnation = message.incarnation;
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence"))
                    object.sequence = message.sequence;
                if (message.state != null && $Object.hasOwnProperty.call(message, "state"))
                    object.state = options.enums === $String ? $root.codistill.v1.TrainerState[message.state] === $undefined ? message.state : $root.codistill.v1.TrainerState[message.state] : message.state;
                if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                    object.step = message.step;
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch"))
                    object.epoch = message.epoch;
                if (message.stepsTotal != null && $Object.hasOwnProperty.call(message, "stepsTotal"))
                    object.stepsTotal = message.stepsTotal;
                if (message.supervisedLoss != null && $Object.hasOwnProperty.call(message, "supervisedLoss"))
                    object.supervisedLoss = options.json && !$isFinite(message.supervisedLoss) ? $String(message.supervisedLoss) : message.supervisedLoss;
                if (message.distillationLoss != null && $Object.hasOwnProperty.call(message, "distillationLoss"))
                    object.distillationLoss = options.json && !$isFinite(message.distillationLoss) ? $String(message.distillationLoss) : message.distillationLoss;
                if (message.distillationWeight != null && $Object.hasOwnProperty.call(message, "distillationWeight"))
                    object.distillationWeight = options.json && !$isFinite(message.distillationWeight) ? $String(message.distillationWeight) : message.distillationWeight;
                if (message.validationAccuracy != null && $Object.hasOwnProperty.call(message, "validationAccuracy"))
                    object.validationAccuracy = options.json && !$isFinite(message.validationAccuracy) ? $String(message.validationAccuracy) : message.validationAccuracy;
                if (message.samplesPerSecond != null && $Object.hasOwnProperty.call(message, "samplesPerSecond"))
                    object.samplesPerSecond = options.json && !$isFinite(message.samplesPerSecond) ? $String(message.samplesPerSecond) : message.samplesPerSecond;
                if (message.waitFraction != null && $Object.hasOwnProperty.call(message, "waitFraction"))
                    object.waitFraction = options.json && !$isFinite(message.waitFraction) ? $String(message.waitFraction) : message.waitFraction;
                if (message.bytesSent != null && $Object.hasOwnProperty.call(message, "bytesSent"))
                    object.bytesSent = options.json && !$isFinite(message.bytesSent) ? $String(message.bytesSent) : message.bytesSent;
                if (message.bytesReceived != null && $Object.hasOwnProperty.call(message, "bytesReceived"))
                    object.bytesReceived = options.json && !$isFinite(message.bytesReceived) ? $String(message.bytesReceived) : message.bytesReceived;
                if (message.stalenessSteps != null && $Object.hasOwnProperty.call(message, "stalenessSteps"))
                    object.stalenessSteps = message.stalenessSteps;
                if (message.rejected != null && $Object.hasOwnProperty.call(message, "rejected"))
                    object.rejected = message.rejected;
                if (message.restarts != null && $Object.hasOwnProperty.call(message, "restarts"))
                    object.restarts = message.restarts;
                if (message.teachersAbsent && message.teachersAbsent.length) {
                    object.teachersAbsent = $Array(message.teachersAbsent.length);
                    for (let j = 0; j < message.teachersAbsent.length; ++j)
                        object.teachersAbsent[j] = message.teachersAbsent[j];
                }
                if (message.term != null && $Object.hasOwnProperty.call(message, "term"))
                    object.term = message.term;
                if (message.bitsPerCharacter != null && $Object.hasOwnProperty.call(message, "bitsPerCharacter"))
                    object.bitsPerCharacter = options.json && !$isFinite(message.bitsPerCharacter) ? $String(message.bitsPerCharacter) : message.bitsPerCharacter;
                if (message.taughtShare != null && $Object.hasOwnProperty.call(message, "taughtShare"))
                    object.taughtShare = options.json && !$isFinite(message.taughtShare) ? $String(message.taughtShare) : message.taughtShare;
                if (message.taughtRowsShare != null && $Object.hasOwnProperty.call(message, "taughtRowsShare"))
                    object.taughtRowsShare = options.json && !$isFinite(message.taughtRowsShare) ? $String(message.taughtRowsShare) : message.taughtRowsShare;
                if (message.gradientRatio != null && $Object.hasOwnProperty.call(message, "gradientRatio"))
                    object.gradientRatio = options.json && !$isFinite(message.gradientRatio) ? $String(message.gradientRatio) : message.gradientRatio;
                if (message.landed != null && $Object.hasOwnProperty.call(message, "landed"))
                    object.landed = message.landed;
                if (message.trainedSteps != null && $Object.hasOwnProperty.call(message, "trainedSteps"))
                    object.trainedSteps = options.json && !$isFinite(message.trainedSteps) ? $String(message.trainedSteps) : message.trainedSteps;
                return object;
            };

            /**
             * Converts this Heartbeat to JSON.
             * @function toJSON
             * @memberof codistill.v1.Heartbeat
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Heartbeat.prototype.toJSON = function() {
                return Heartbeat.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Heartbeat;
        })();

        v1.Report = (function() {

            /**
             * Properties of a Report.
             * @typedef {Object} codistill.v1.Report.$Properties
             * @property {string|null} [runId] Report runId
             * @property {string|null} [peerId] Report peerId
             * @property {number|null} [incarnation] Report incarnation
             * @property {number|null} [step] Report step
             * @property {number|null} [epoch] Report epoch
             * @property {number|null} [validationAccuracy] Report validationAccuracy
             * @property {number|null} [validationLoss] Report validationLoss
             * @property {boolean|null} [nonFinite] Report nonFinite
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Report.
             * @memberof codistill.v1
             * @interface IReport
             * @augments codistill.v1.Report.$Properties
             * @deprecated Use codistill.v1.Report.$Properties instead.
             */

            /**
             * Shape of a Report.
             * @typedef {codistill.v1.Report.$Properties} codistill.v1.Report.$Shape
             */

            /**
             * Constructs a new Report.
             * @memberof codistill.v1
             * @classdesc Represents a Report.
             * @constructor
             * @param {codistill.v1.Report.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Report = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Report runId.
             * @member {string} runId
             * @memberof codistill.v1.Report
             * @instance
             */
            Report.prototype.runId = "";

            /**
             * Report peerId.
             * @member {string} peerId
             * @memberof codistill.v1.Report
             * @instance
             */
            Report.prototype.peerId = "";

            /**
             * Report incarnation.
             * @member {number} incarnation
             * @memberof codistill.v1.Report
             * @instance
             */
            Report.prototype.incarnation = 0;

            /**
             * Report step.
             * @member {number} step
             * @memberof codistill.v1.Report
             * @instance
             */
            Report.prototype.step = 0;

            /**
             * Report epoch.
             * @member {number} epoch
             * @memberof codistill.v1.Report
             * @instance
             */
            Report.prototype.epoch = 0;

            /**
             * Report validationAccuracy.
             * @member {number} validationAccuracy
             * @memberof codistill.v1.Report
             * @instance
             */
            Report.prototype.validationAccuracy = 0;

            /**
             * Report validationLoss.
             * @member {number} validationLoss
             * @memberof codistill.v1.Report
             * @instance
             */
            Report.prototype.validationLoss = 0;

            /**
             * Report nonFinite.
             * @member {boolean} nonFinite
             * @memberof codistill.v1.Report
             * @instance
             */
            Report.prototype.nonFinite = false;

            /**
             * Creates a new Report instance using the specified properties.
             * @function create
             * @memberof codistill.v1.Report
             * @static
             * @param {codistill.v1.Report.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.Report} Report instance
             * @type {{
             *   (properties: codistill.v1.Report.$Shape): codistill.v1.Report & codistill.v1.Report.$Shape;
             *   (properties?: codistill.v1.Report.$Properties): codistill.v1.Report;
             * }}
             */
            Report.create = function(properties) {
                return new Report(properties);
            };

            /**
             * Encodes the specified Report message. Does not implicitly {@link codistill.v1.Report.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.Report
             * @static
             * @param {codistill.v1.Report.$Properties} message Report message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Report.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.peerId);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.incarnation);
                if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.step);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.epoch);
                if (message.validationAccuracy != null && $Object.hasOwnProperty.call(message, "validationAccuracy") && !$Object.is(message.validationAccuracy, 0))
                    writer.uint32(/* id 6, wireType 1 =*/49).double(message.validationAccuracy);
                if (message.validationLoss != null && $Object.hasOwnProperty.call(message, "validationLoss") && !$Object.is(message.validationLoss, 0))
                    writer.uint32(/* id 7, wireType 1 =*/57).double(message.validationLoss);
                if (message.nonFinite != null && $Object.hasOwnProperty.call(message, "nonFinite") && message.nonFinite !== false)
                    writer.uint32(/* id 8, wireType 0 =*/64).bool(message.nonFinite);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Report message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.Report
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.Report & codistill.v1.Report.$Shape} Report
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Report.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.Report();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.peerId = value;
                            else
                                delete message.peerId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.step = value;
                            else
                                delete message.step;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.validationAccuracy = value;
                            else
                                delete message.validationAccuracy;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.validationLoss = value;
                            else
                                delete message.validationLoss;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.nonFinite = value;
                            else
                                delete message.nonFinite;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Report message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.Report
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.Report} Report
             */
            Report.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.Report)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.Report: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.Report();
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.peerId != null)
                    if (typeof object.peerId !== "string" || object.peerId.length)
                        message.peerId = $String(object.peerId);
                if (object.incarnation != null)
                    if ($Number(object.incarnation) !== 0)
                        message.incarnation = object.incarnation >>> 0;
                if (object.step != null)
                    if ($Number(object.step) !== 0)
                        message.step = object.step >>> 0;
                if (object.epoch != null)
                    if ($Number(object.epoch) !== 0)
                        message.epoch = object.epoch >>> 0;
                if (object.validationAccuracy != null)
                    if (!$Object.is($Number(object.validationAccuracy), 0))
                        message.validationAccuracy = $Number(object.validationAccuracy);
                if (object.validationLoss != null)
                    if (!$Object.is($Number(object.validationLoss), 0))
                        message.validationLoss = $Number(object.validationLoss);
                if (object.nonFinite != null)
                    if (object.nonFinite)
                        message.nonFinite = $Boolean(object.nonFinite);
                return message;
            };

            /**
             * Creates a plain object from a Report message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.Report
             * @static
             * @param {codistill.v1.Report} message Report
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Report.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.runId = "";
                    object.peerId = "";
                    object.incarnation = 0;
                    object.step = 0;
                    object.epoch = 0;
                    object.validationAccuracy = 0;
                    object.validationLoss = 0;
                    object.nonFinite = false;
                }
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId"))
                    object.peerId = message.peerId;
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation"))
                    object.incarnation = message.incarnation;
                if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                    object.step = message.step;
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch"))
                    object.epoch = message.epoch;
                if (message.validationAccuracy != null && $Object.hasOwnProperty.call(message, "validationAccuracy"))
                    object.validationAccuracy = options.json && !$isFinite(message.validationAccuracy) ? $String(message.validationAccuracy) : message.validationAccuracy;
                if (message.validationLoss != null && $Object.hasOwnProperty.call(message, "validationLoss"))
                    object.validationLoss = options.json && !$isFinite(message.validationLoss) ? $String(message.validationLoss) : message.validationLoss;
                if (message.nonFinite != null && $Object.hasOwnProperty.call(message, "nonFinite"))
                    object.nonFinite = message.nonFinite;
                return object;
            };

            /**
             * Converts this Report to JSON.
             * @function toJSON
             * @memberof codistill.v1.Report
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Report.prototype.toJSON = function() {
                return Report.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Report;
        })();

        v1.Leave = (function() {

            /**
             * Properties of a Leave.
             * @typedef {Object} codistill.v1.Leave.$Properties
             * @property {string|null} [runId] Leave runId
             * @property {string|null} [peerId] Leave peerId
             * @property {number|null} [incarnation] Leave incarnation
             * @property {number|null} [step] Leave step
             * @property {string|null} [code] Leave code
             * @property {string|null} [linkToken] Leave linkToken
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Leave.
             * @memberof codistill.v1
             * @interface ILeave
             * @augments codistill.v1.Leave.$Properties
             * @deprecated Use codistill.v1.Leave.$Properties instead.
             */

            /**
             * Shape of a Leave.
             * @typedef {codistill.v1.Leave.$Properties} codistill.v1.Leave.$Shape
             */

            /**
             * Constructs a new Leave.
             * @memberof codistill.v1
             * @classdesc Represents a Leave.
             * @constructor
             * @param {codistill.v1.Leave.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Leave = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Leave runId.
             * @member {string} runId
             * @memberof codistill.v1.Leave
             * @instance
             */
            Leave.prototype.runId = "";

            /**
             * Leave peerId.
             * @member {string} peerId
             * @memberof codistill.v1.Leave
             * @instance
             */
            Leave.prototype.peerId = "";

            /**
             * Leave incarnation.
             * @member {number} incarnation
             * @memberof codistill.v1.Leave
             * @instance
             */
            Leave.prototype.incarnation = 0;

            /**
             * Leave step.
             * @member {number} step
             * @memberof codistill.v1.Leave
             * @instance
             */
            Leave.prototype.step = 0;

            /**
             * Leave code.
             * @member {string} code
             * @memberof codistill.v1.Leave
             * @instance
             */
            Leave.prototype.code = "";

            /**
             * Leave linkToken.
             * @member {string} linkToken
             * @memberof codistill.v1.Leave
             * @instance
             */
            Leave.prototype.linkToken = "";

            /**
             * Creates a new Leave instance using the specified properties.
             * @function create
             * @memberof codistill.v1.Leave
             * @static
             * @param {codistill.v1.Leave.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.Leave} Leave instance
             * @type {{
             *   (properties: codistill.v1.Leave.$Shape): codistill.v1.Leave & codistill.v1.Leave.$Shape;
             *   (properties?: codistill.v1.Leave.$Properties): codistill.v1.Leave;
             * }}
             */
            Leave.create = function(properties) {
                return new Leave(properties);
            };

            /**
             * Encodes the specified Leave message. Does not implicitly {@link codistill.v1.Leave.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.Leave
             * @static
             * @param {codistill.v1.Leave.$Properties} message Leave message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Leave.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.peerId);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.incarnation);
                if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.step);
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.code);
                if (message.linkToken != null && $Object.hasOwnProperty.call(message, "linkToken") && message.linkToken !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.linkToken);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Leave message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.Leave
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.Leave & codistill.v1.Leave.$Shape} Leave
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Leave.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.Leave();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.peerId = value;
                            else
                                delete message.peerId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.step = value;
                            else
                                delete message.step;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.linkToken = value;
                            else
                                delete message.linkToken;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Leave message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.Leave
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.Leave} Leave
             */
            Leave.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.Leave)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.Leave: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.Leave();
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.peerId != null)
                    if (typeof object.peerId !== "string" || object.peerId.length)
                        message.peerId = $String(object.peerId);
                if (object.incarnation != null)
                    if ($Number(object.incarnation) !== 0)
                        message.incarnation = object.incarnation >>> 0;
                if (object.step != null)
                    if ($Number(object.step) !== 0)
                        message.step = object.step >>> 0;
                if (object.code != null)
                    if (typeof object.code !== "string" || object.code.length)
                        message.code = $String(object.code);
                if (object.linkToken != null)
                    if (typeof object.linkToken !== "string" || object.linkToken.length)
                        message.linkToken = $String(object.linkToken);
                return message;
            };

            /**
             * Creates a plain object from a Leave message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.Leave
             * @static
             * @param {codistill.v1.Leave} message Leave
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Leave.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.runId = "";
                    object.peerId = "";
                    object.incarnation = 0;
                    object.step = 0;
                    object.code = "";
                    object.linkToken = "";
                }
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId"))
                    object.peerId = message.peerId;
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation"))
                    object.incarnation = message.incarnation;
                if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                    object.step = message.step;
                if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                    object.code = message.code;
                if (message.linkToken != null && $Object.hasOwnProperty.call(message, "linkToken"))
                    object.linkToken = message.linkToken;
                return object;
            };

            /**
             * Converts this Leave to JSON.
             * @function toJSON
             * @memberof codistill.v1.Leave
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Leave.prototype.toJSON = function() {
                return Leave.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Leave;
        })();

        v1.SpecRequest = (function() {

            /**
             * Properties of a SpecRequest.
             * @typedef {Object} codistill.v1.SpecRequest.$Properties
             * @property {string|null} [runId] SpecRequest runId
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SpecRequest.
             * @memberof codistill.v1
             * @interface ISpecRequest
             * @augments codistill.v1.SpecRequest.$Properties
             * @deprecated Use codistill.v1.SpecRequest.$Properties instead.
             */

            /**
             * Shape of a SpecRequest.
             * @typedef {codistill.v1.SpecRequest.$Properties} codistill.v1.SpecRequest.$Shape
             */

            /**
             * Constructs a new SpecRequest.
             * @memberof codistill.v1
             * @classdesc Represents a SpecRequest.
             * @constructor
             * @param {codistill.v1.SpecRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SpecRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SpecRequest runId.
             * @member {string} runId
             * @memberof codistill.v1.SpecRequest
             * @instance
             */
            SpecRequest.prototype.runId = "";

            /**
             * Creates a new SpecRequest instance using the specified properties.
             * @function create
             * @memberof codistill.v1.SpecRequest
             * @static
             * @param {codistill.v1.SpecRequest.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.SpecRequest} SpecRequest instance
             * @type {{
             *   (properties: codistill.v1.SpecRequest.$Shape): codistill.v1.SpecRequest & codistill.v1.SpecRequest.$Shape;
             *   (properties?: codistill.v1.SpecRequest.$Properties): codistill.v1.SpecRequest;
             * }}
             */
            SpecRequest.create = function(properties) {
                return new SpecRequest(properties);
            };

            /**
             * Encodes the specified SpecRequest message. Does not implicitly {@link codistill.v1.SpecRequest.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.SpecRequest
             * @static
             * @param {codistill.v1.SpecRequest.$Properties} message SpecRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SpecRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SpecRequest message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.SpecRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.SpecRequest & codistill.v1.SpecRequest.$Shape} SpecRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SpecRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.SpecRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a SpecRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.SpecRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.SpecRequest} SpecRequest
             */
            SpecRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.SpecRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.SpecRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.SpecRequest();
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                return message;
            };

            /**
             * Creates a plain object from a SpecRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.SpecRequest
             * @static
             * @param {codistill.v1.SpecRequest} message SpecRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            SpecRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults)
                    object.runId = "";
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                return object;
            };

            /**
             * Converts this SpecRequest to JSON.
             * @function toJSON
             * @memberof codistill.v1.SpecRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            SpecRequest.prototype.toJSON = function() {
                return SpecRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            return SpecRequest;
        })();

        v1.SpecReply = (function() {

            /**
             * Properties of a SpecReply.
             * @typedef {Object} codistill.v1.SpecReply.$Properties
             * @property {codistill.v1.RunSpec.$Properties|null} [spec] SpecReply spec
             * @property {Array.<codistill.v1.ModuleDigest.$Properties>|null} [modules] SpecReply modules
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SpecReply.
             * @memberof codistill.v1
             * @interface ISpecReply
             * @augments codistill.v1.SpecReply.$Properties
             * @deprecated Use codistill.v1.SpecReply.$Properties instead.
             */

            /**
             * Shape of a SpecReply.
             * @typedef {codistill.v1.SpecReply.$Properties} codistill.v1.SpecReply.$Shape
             */

            /**
             * Constructs a new SpecReply.
             * @memberof codistill.v1
             * @classdesc Represents a SpecReply.
             * @constructor
             * @param {codistill.v1.SpecReply.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SpecReply = function (properties) {
                this.modules = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SpecReply spec.
             * @member {codistill.v1.RunSpec.$Properties|null|undefined} spec
             * @memberof codistill.v1.SpecReply
             * @instance
             */
            SpecReply.prototype.spec = null;

            /**
             * SpecReply modules.
             * @member {Array.<codistill.v1.ModuleDigest.$Properties>} modules
             * @memberof codistill.v1.SpecReply
             * @instance
             */
            SpecReply.prototype.modules = $util.emptyArray;

            /**
             * Creates a new SpecReply instance using the specified properties.
             * @function create
             * @memberof codistill.v1.SpecReply
             * @static
             * @param {codistill.v1.SpecReply.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.SpecReply} SpecReply instance
             * @type {{
             *   (properties: codistill.v1.SpecReply.$Shape): codistill.v1.SpecReply & codistill.v1.SpecReply.$Shape;
             *   (properties?: codistill.v1.SpecReply.$Properties): codistill.v1.SpecReply;
             * }}
             */
            SpecReply.create = function(properties) {
                return new SpecReply(properties);
            };

            /**
             * Encodes the specified SpecReply message. Does not implicitly {@link codistill.v1.SpecReply.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.SpecReply
             * @static
             * @param {codistill.v1.SpecReply.$Properties} message SpecReply message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SpecReply.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.spec != null && $Object.hasOwnProperty.call(message, "spec"))
                    $root.codistill.v1.RunSpec.encode(message.spec, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.modules != null && message.modules.length)
                    for (let i = 0; i < message.modules.length; ++i)
                        $root.codistill.v1.ModuleDigest.encode(message.modules[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SpecReply message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.SpecReply
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.SpecReply & codistill.v1.SpecReply.$Shape} SpecReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SpecReply.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.SpecReply();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.spec = $root.codistill.v1.RunSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.spec);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.modules && message.modules.length))
                                message.modules = [];
                            message.modules.push($root.codistill.v1.ModuleDigest.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a SpecReply message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.SpecReply
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.SpecReply} SpecReply
             */
            SpecReply.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.SpecReply)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.SpecReply: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.SpecReply();
                if (object.spec != null) {
                    if (!$util.isObject(object.spec))
                        throw $TypeError(".codistill.v1.SpecReply.spec: object expected");
                    message.spec = $root.codistill.v1.RunSpec.fromObject(object.spec, _depth + 1);
                }
                if (object.modules) {
                    if (!$Array.isArray(object.modules))
                        throw $TypeError(".codistill.v1.SpecReply.modules: array expected");
                    message.modules = $Array(object.modules.length);
                    for (let i = 0; i < object.modules.length; ++i) {
                        if (!$util.isObject(object.modules[i]))
                            throw $TypeError(".codistill.v1.SpecReply.modules: object expected");
                        message.modules[i] = $root.codistill.v1.ModuleDigest.fromObject(object.modules[i], _depth + 1);
                    }
                }
                return message;
            };

            /**
             * Creates a plain object from a SpecReply message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.SpecReply
             * @static
             * @param {codistill.v1.SpecReply} message SpecReply
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            SpecReply.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.modules = [];
                if (options.defaults)
                    object.spec = null;
                if (message.spec != null && $Object.hasOwnProperty.call(message, "spec"))
                    object.spec = $root.codistill.v1.RunSpec.toObject(message.spec, options, _depth + 1);
                if (message.modules && message.modules.length) {
                    object.modules = $Array(message.modules.length);
                    for (let j = 0; j < message.modules.length; ++j)
                        object.modules[j] = $root.codistill.v1.ModuleDigest.toObject(message.modules[j], options, _depth + 1);
                }
                return object;
            };

            /**
             * Converts this SpecReply to JSON.
             * @function toJSON
             * @memberof codistill.v1.SpecReply
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            SpecReply.prototype.toJSON = function() {
                return SpecReply.toObject(this, $protobuf.util.toJSONOptions);
            };

            return SpecReply;
        })();

        v1.ModuleDigest = (function() {

            /**
             * Properties of a ModuleDigest.
             * @typedef {Object} codistill.v1.ModuleDigest.$Properties
             * @property {string|null} [path] ModuleDigest path
             * @property {Uint8Array|null} [sha256] ModuleDigest sha256
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ModuleDigest.
             * @memberof codistill.v1
             * @interface IModuleDigest
             * @augments codistill.v1.ModuleDigest.$Properties
             * @deprecated Use codistill.v1.ModuleDigest.$Properties instead.
             */

            /**
             * Shape of a ModuleDigest.
             * @typedef {codistill.v1.ModuleDigest.$Properties} codistill.v1.ModuleDigest.$Shape
             */

            /**
             * Constructs a new ModuleDigest.
             * @memberof codistill.v1
             * @classdesc Represents a ModuleDigest.
             * @constructor
             * @param {codistill.v1.ModuleDigest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ModuleDigest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ModuleDigest path.
             * @member {string} path
             * @memberof codistill.v1.ModuleDigest
             * @instance
             */
            ModuleDigest.prototype.path = "";

            /**
             * ModuleDigest sha256.
             * @member {Uint8Array} sha256
             * @memberof codistill.v1.ModuleDigest
             * @instance
             */
            ModuleDigest.prototype.sha256 = $util.newBuffer([]);

            /**
             * Creates a new ModuleDigest instance using the specified properties.
             * @function create
             * @memberof codistill.v1.ModuleDigest
             * @static
             * @param {codistill.v1.ModuleDigest.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.ModuleDigest} ModuleDigest instance
             * @type {{
             *   (properties: codistill.v1.ModuleDigest.$Shape): codistill.v1.ModuleDigest & codistill.v1.ModuleDigest.$Shape;
             *   (properties?: codistill.v1.ModuleDigest.$Properties): codistill.v1.ModuleDigest;
             * }}
             */
            ModuleDigest.create = function(properties) {
                return new ModuleDigest(properties);
            };

            /**
             * Encodes the specified ModuleDigest message. Does not implicitly {@link codistill.v1.ModuleDigest.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.ModuleDigest
             * @static
             * @param {codistill.v1.ModuleDigest.$Properties} message ModuleDigest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ModuleDigest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.path);
                if (message.sha256 != null && $Object.hasOwnProperty.call(message, "sha256") && message.sha256.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.sha256);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ModuleDigest message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.ModuleDigest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.ModuleDigest & codistill.v1.ModuleDigest.$Shape} ModuleDigest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ModuleDigest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.ModuleDigest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.path = value;
                            else
                                delete message.path;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.sha256 = value;
                            else
                                delete message.sha256;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ModuleDigest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.ModuleDigest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.ModuleDigest} ModuleDigest
             */
            ModuleDigest.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.ModuleDigest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.ModuleDigest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.ModuleDigest();
                if (object.path != null)
                    if (typeof object.path !== "string" || object.path.length)
                        message.path = $String(object.path);
                if (object.sha256 != null)
                    if (object.sha256.length)
                        if (typeof object.sha256 === "string")
                            $util.base64.decode(object.sha256, message.sha256 = $util.newBuffer($util.base64.length(object.sha256)), 0);
                        else if (object.sha256.length >= 0)
                            message.sha256 = object.sha256;
                return message;
            };

            /**
             * Creates a plain object from a ModuleDigest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.ModuleDigest
             * @static
             * @param {codistill.v1.ModuleDigest} message ModuleDigest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ModuleDigest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.path = "";
                    if (options.bytes === $String)
                        object.sha256 = "";
                    else {
                        object.sha256 = [];
                        if (options.bytes !== $Array)
                            object.sha256 = $util.newBuffer(object.sha256);
                    }
                }
                if (message.path != null && $Object.hasOwnProperty.call(message, "path"))
                    object.path = message.path;
                if (message.sha256 != null && $Object.hasOwnProperty.call(message, "sha256"))
                    object.sha256 = options.bytes === $String ? $util.base64.encode(message.sha256, 0, message.sha256.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.sha256) : message.sha256;
                return object;
            };

            /**
             * Converts this ModuleDigest to JSON.
             * @function toJSON
             * @memberof codistill.v1.ModuleDigest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ModuleDigest.prototype.toJSON = function() {
                return ModuleDigest.toObject(this, $protobuf.util.toJSONOptions);
            };

            return ModuleDigest;
        })();

        v1.Member = (function() {

            /**
             * Properties of a Member.
             * @typedef {Object} codistill.v1.Member.$Properties
             * @property {string|null} [peerId] Member peerId
             * @property {number|null} [incarnation] Member incarnation
             * @property {string|null} [dataAddress] Member dataAddress
             * @property {Uint8Array|null} [publicKey] Member publicKey
             * @property {string|null} [linkToken] Member linkToken
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Member.
             * @memberof codistill.v1
             * @interface IMember
             * @augments codistill.v1.Member.$Properties
             * @deprecated Use codistill.v1.Member.$Properties instead.
             */

            /**
             * Shape of a Member.
             * @typedef {codistill.v1.Member.$Properties} codistill.v1.Member.$Shape
             */

            /**
             * Constructs a new Member.
             * @memberof codistill.v1
             * @classdesc Represents a Member.
             * @constructor
             * @param {codistill.v1.Member.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Member = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Member peerId.
             * @member {string} peerId
             * @memberof codistill.v1.Member
             * @instance
             */
            Member.prototype.peerId = "";

            /**
             * Member incarnation.
             * @member {number} incarnation
             * @memberof codistill.v1.Member
             * @instance
             */
            Member.prototype.incarnation = 0;

            /**
             * Member dataAddress.
             * @member {string} dataAddress
             * @memberof codistill.v1.Member
             * @instance
             */
            Member.prototype.dataAddress = "";

            /**
             * Member publicKey.
             * @member {Uint8Array} publicKey
             * @memberof codistill.v1.Member
             * @instance
             */
            Member.prototype.publicKey = $util.newBuffer([]);

            /**
             * Member linkToken.
             * @member {string} linkToken
             * @memberof codistill.v1.Member
             * @instance
             */
            Member.prototype.linkToken = "";

            /**
             * Creates a new Member instance using the specified properties.
             * @function create
             * @memberof codistill.v1.Member
             * @static
             * @param {codistill.v1.Member.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.Member} Member instance
             * @type {{
             *   (properties: codistill.v1.Member.$Shape): codistill.v1.Member & codistill.v1.Member.$Shape;
             *   (properties?: codistill.v1.Member.$Properties): codistill.v1.Member;
             * }}
             */
            Member.create = function(properties) {
                return new Member(properties);
            };

            /**
             * Encodes the specified Member message. Does not implicitly {@link codistill.v1.Member.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.Member
             * @static
             * @param {codistill.v1.Member.$Properties} message Member message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Member.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.peerId);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.incarnation);
                if (message.dataAddress != null && $Object.hasOwnProperty.call(message, "dataAddress") && message.dataAddress !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.dataAddress);
                if (message.publicKey != null && $Object.hasOwnProperty.call(message, "publicKey") && message.publicKey.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.publicKey);
                if (message.linkToken != null && $Object.hasOwnProperty.call(message, "linkToken") && message.linkToken !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.linkToken);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Member message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.Member
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.Member & codistill.v1.Member.$Shape} Member
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Member.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.Member();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.peerId = value;
                            else
                                delete message.peerId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.dataAddress = value;
                            else
                                delete message.dataAddress;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.publicKey = value;
                            else
                                delete message.publicKey;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.linkToken = value;
                            else
                                delete message.linkToken;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Member message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.Member
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.Member} Member
             */
            Member.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.Member)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.Member: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.Member();
                if (object.peerId != null)
                    if (typeof object.peerId !== "string" || object.peerId.length)
                        message.peerId = $String(object.peerId);
                if (object.incarnation != null)
                    if ($Number(object.incarnation) !== 0)
                        message.incarnation = object.incarnation >>> 0;
                if (object.dataAddress != null)
                    if (typeof object.dataAddress !== "string" || object.dataAddress.length)
                        message.dataAddress = $String(object.dataAddress);
                if (object.publicKey != null)
                    if (object.publicKey.length)
                        if (typeof object.publicKey === "string")
                            $util.base64.decode(object.publicKey, message.publicKey = $util.newBuffer($util.base64.length(object.publicKey)), 0);
                        else if (object.publicKey.length >= 0)
                            message.publicKey = object.publicKey;
                if (object.linkToken != null)
                    if (typeof object.linkToken !== "string" || object.linkToken.length)
                        message.linkToken = $String(object.linkToken);
                return message;
            };

            /**
             * Creates a plain object from a Member message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.Member
             * @static
             * @param {codistill.v1.Member} message Member
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Member.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.peerId = "";
                    object.incarnation = 0;
                    object.dataAddress = "";
                    if (options.bytes === $String)
                        object.publicKey = "";
                    else {
                        object.publicKey = [];
                        if (options.bytes !== $Array)
                            object.publicKey = $util.newBuffer(object.publicKey);
                    }
                    object.linkToken = "";
                }
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId"))
                    object.peerId = message.peerId;
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation"))
                    object.incarnation = message.incarnation;
                if (message.dataAddress != null && $Object.hasOwnProperty.call(message, "dataAddress"))
                    object.dataAddress = message.dataAddress;
                if (message.publicKey != null && $Object.hasOwnProperty.call(message, "publicKey"))
                    object.publicKey = options.bytes === $String ? $util.base64.encode(message.publicKey, 0, message.publicKey.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.publicKey) : message.publicKey;
                if (message.linkToken != null && $Object.hasOwnProperty.call(message, "linkToken"))
                    object.linkToken = message.linkToken;
                return object;
            };

            /**
             * Converts this Member to JSON.
             * @function toJSON
             * @memberof codistill.v1.Member
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Member.prototype.toJSON = function() {
                return Member.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Member;
        })();

        v1.View = (function() {

            /**
             * Properties of a View.
             * @typedef {Object} codistill.v1.View.$Properties
             * @property {number|null} [version] View version
             * @property {Array.<codistill.v1.Member.$Properties>|null} [members] View members
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a View.
             * @memberof codistill.v1
             * @interface IView
             * @augments codistill.v1.View.$Properties
             * @deprecated Use codistill.v1.View.$Properties instead.
             */

            /**
             * Shape of a View.
             * @typedef {codistill.v1.View.$Properties} codistill.v1.View.$Shape
             */

            /**
             * Constructs a new View.
             * @memberof codistill.v1
             * @classdesc Represents a View.
             * @constructor
             * @param {codistill.v1.View.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const View = function (properties) {
                this.members = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * View version.
             * @member {number} version
             * @memberof codistill.v1.View
             * @instance
             */
            View.prototype.version = 0;

            /**
             * View members.
             * @member {Array.<codistill.v1.Member.$Properties>} members
             * @memberof codistill.v1.View
             * @instance
             */
            View.prototype.members = $util.emptyArray;

            /**
             * Creates a new View instance using the specified properties.
             * @function create
             * @memberof codistill.v1.View
             * @static
             * @param {codistill.v1.View.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.View} View instance
             * @type {{
             *   (properties: codistill.v1.View.$Shape): codistill.v1.View & codistill.v1.View.$Shape;
             *   (properties?: codistill.v1.View.$Properties): codistill.v1.View;
             * }}
             */
            View.create = function(properties) {
                return new View(properties);
            };

            /**
             * Encodes the specified View message. Does not implicitly {@link codistill.v1.View.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.View
             * @static
             * @param {codistill.v1.View.$Properties} message View message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            View.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.version);
                if (message.members != null && message.members.length)
                    for (let i = 0; i < message.members.length; ++i)
                        $root.codistill.v1.Member.encode(message.members[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a View message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.View
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.View & codistill.v1.View.$Shape} View
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            View.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.View();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.members && message.members.length))
                                message.members = [];
                            message.members.push($root.codistill.v1.Member.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a View message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.View
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.View} View
             */
            View.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.View)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.View: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.View();
                if (object.version != null)
                    if ($Number(object.version) !== 0)
                        message.version = object.version >>> 0;
                if (object.members) {
                    if (!$Array.isArray(object.members))
                        throw $TypeError(".codistill.v1.View.members: array expected");
                    message.members = $Array(object.members.length);
                    for (let i = 0; i < object.members.length; ++i) {
                        if (!$util.isObject(object.members[i]))
                            throw $TypeError(".codistill.v1.View.members: object expected");
                        message.members[i] = $root.codistill.v1.Member.fromObject(object.members[i], _depth + 1);
                    }
                }
                return message;
            };

            /**
             * Creates a plain object from a View message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.View
             * @static
             * @param {codistill.v1.View} message View
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            View.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.members = [];
                if (options.defaults)
                    object.version = 0;
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    object.version = message.version;
                if (message.members && message.members.length) {
                    object.members = $Array(message.members.length);
                    for (let j = 0; j < message.members.length; ++j)
                        object.members[j] = $root.codistill.v1.Member.toObject(message.members[j], options, _depth + 1);
                }
                return object;
            };

            /**
             * Converts this View to JSON.
             * @function toJSON
             * @memberof codistill.v1.View
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            View.prototype.toJSON = function() {
                return View.toObject(this, $protobuf.util.toJSONOptions);
            };

            return View;
        })();

        v1.Round = (function() {

            /**
             * Properties of a Round.
             * @typedef {Object} codistill.v1.Round.$Properties
             * @property {number|null} [number] Round number
             * @property {number|null} [viewVersion] Round viewVersion
             * @property {number|null} [startStep] Round startStep
             * @property {number|null} [endStep] Round endStep
             * @property {Array.<number>|null} [members] Round members
             * @property {Array.<number>|null} [edges] Round edges
             * @property {Array.<number>|null} [weights] Round weights
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Round.
             * @memberof codistill.v1
             * @interface IRound
             * @augments codistill.v1.Round.$Properties
             * @deprecated Use codistill.v1.Round.$Properties instead.
             */

            /**
             * Shape of a Round.
             * @typedef {codistill.v1.Round.$Properties} codistill.v1.Round.$Shape
             */

            /**
             * Constructs a new Round.
             * @memberof codistill.v1
             * @classdesc Represents a Round.
             * @constructor
             * @param {codistill.v1.Round.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Round = function (properties) {
                this.members = [];
                this.edges = [];
                this.weights = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Round number.
             * @member {number} number
             * @memberof codistill.v1.Round
             * @instance
             */
            Round.prototype.number = 0;

            /**
             * Round viewVersion.
             * @member {number} viewVersion
             * @memberof codistill.v1.Round
             * @instance
             */
            Round.prototype.viewVersion = 0;

            /**
             * Round startStep.
             * @member {number} startStep
             * @memberof codistill.v1.Round
             * @instance
             */
            Round.prototype.startStep = 0;

            /**
             * Round endStep.
             * @member {number} endStep
             * @memberof codistill.v1.Round
             * @instance
             */
            Round.prototype.endStep = 0;

            /**
             * Round members.
             * @member {Array.<number>} members
             * @memberof codistill.v1.Round
             * @instance
             */
            Round.prototype.members = $util.emptyArray;

            /**
             * Round edges.
             * @member {Array.<number>} edges
             * @memberof codistill.v1.Round
             * @instance
             */
            Round.prototype.edges = $util.emptyArray;

            /**
             * Round weights.
             * @member {Array.<number>} weights
             * @memberof codistill.v1.Round
             * @instance
             */
            Round.prototype.weights = $util.emptyArray;

            /**
             * Creates a new Round instance using the specified properties.
             * @function create
             * @memberof codistill.v1.Round
             * @static
             * @param {codistill.v1.Round.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.Round} Round instance
             * @type {{
             *   (properties: codistill.v1.Round.$Shape): codistill.v1.Round & codistill.v1.Round.$Shape;
             *   (properties?: codistill.v1.Round.$Properties): codistill.v1.Round;
             * }}
             */
            Round.create = function(properties) {
                return new Round(properties);
            };

            /**
             * Encodes the specified Round message. Does not implicitly {@link codistill.v1.Round.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.Round
             * @static
             * @param {codistill.v1.Round.$Properties} message Round message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Round.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.number);
                if (message.viewVersion != null && $Object.hasOwnProperty.call(message, "viewVersion") && message.viewVersion !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.viewVersion);
                if (message.startStep != null && $Object.hasOwnProperty.call(message, "startStep") && message.startStep !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.startStep);
                if (message.endStep != null && $Object.hasOwnProperty.call(message, "endStep") && message.endStep !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.endStep);
                if (message.members != null && message.members.length)
                    writer.uint32(/* id 7, wireType 2 =*/58).uint32s(message.members);
                if (message.edges != null && message.edges.length)
                    writer.uint32(/* id 8, wireType 2 =*/66).sint32s(message.edges);
                if (message.weights != null && message.weights.length)
                    writer.uint32(/* id 9, wireType 2 =*/74).doubles(message.weights);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Round message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.Round
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.Round & codistill.v1.Round.$Shape} Round
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Round.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.Round();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.number = value;
                            else
                                delete message.number;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.viewVersion = value;
                            else
                                delete message.viewVersion;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.startStep = value;
                            else
                                delete message.startStep;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.endStep = value;
                            else
                                delete message.endStep;
                            continue;
                        }
                    case 7: {
                            if (wireType === 2) {
                                if (!(message.members && message.members.length))
                                    message.members = [];
                                reader.uint32s(message.members);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.members && message.members.length))
                                message.members = [];
                            message.members.push(reader.uint32());
                            continue;
                        }
                    case 8: {
                            if (wireType === 2) {
                                if (!(message.edges && message.edges.length))
                                    message.edges = [];
                                reader.sint32s(message.edges);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.edges && message.edges.length))
                                message.edges = [];
                            message.edges.push(reader.sint32());
                            continue;
                        }
                    case 9: {
                            if (wireType === 2) {
                                if (!(message.weights && message.weights.length))
                                    message.weights = [];
                                reader.doubles(message.weights);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.weights && message.weights.length))
                                message.weights = [];
                            message.weights.push(reader.double());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Round message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.Round
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.Round} Round
             */
            Round.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.Round)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.Round: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.Round();
                if (object.number != null)
                    if ($Number(object.number) !== 0)
                        message.number = object.number >>> 0;
                if (object.viewVersion != null)
                    if ($Number(object.viewVersion) !== 0)
                        message.viewVersion = object.viewVersion >>> 0;
                if (object.startStep != null)
                    if ($Number(object.startStep) !== 0)
                        message.startStep = object.startStep >>> 0;
                if (object.endStep != null)
                    if ($Number(object.endStep) !== 0)
                        message.endStep = object.endStep >>> 0;
                if (object.members) {
                    if (!$Array.isArray(object.members))
                        throw $TypeError(".codistill.v1.Round.members: array expected");
                    message.members = $Array(object.members.length);
                    for (let i = 0; i < object.members.length; ++i)
                        message.members[i] = object.members[i] >>> 0;
                }
                if (object.edges) {
                    if (!$Array.isArray(object.edges))
                        throw $TypeError(".codistill.v1.Round.edges: array expected");
                    message.edges = $Array(object.edges.length);
                    for (let i = 0; i < object.edges.length; ++i)
                        message.edges[i] = object.edges[i] | 0;
                }
                if (object.weights) {
                    if (!$Array.isArray(object.weights))
                        throw $TypeError(".codistill.v1.Round.weights: array expected");
                    message.weights = $Array(object.weights.length);
                    for (let i = 0; i < object.weights.length; ++i)
                        message.weights[i] = $Number(object.weights[i]);
                }
                return message;
            };

            /**
             * Creates a plain object from a Round message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.Round
             * @static
             * @param {codistill.v1.Round} message Round
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Round.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.members = [];
                    object.edges = [];
                    object.weights = [];
                }
                if (options.defaults) {
                    object.number = 0;
                    object.viewVersion = 0;
                    object.startStep = 0;
                    object.endStep = 0;
                }
                if (message.number != null && $Object.hasOwnProperty.call(message, "number"))
                    object.number = message.number;
                if (message.viewVersion != null && $Object.hasOwnProperty.call(message, "viewVersion"))
                    object.viewVersion = message.viewVersion;
                if (message.startStep != null && $Object.hasOwnProperty.call(message, "startStep"))
                    object.startStep = message.startStep;
                if (message.endStep != null && $Object.hasOwnProperty.call(message, "endStep"))
                    object.endStep = message.endStep;
                if (message.members && message.members.length) {
                    object.members = $Array(message.members.length);
                    for (let j = 0; j < message.members.length; ++j)
                        object.members[j] = message.members[j];
                }
                if (message.edges && message.edges.length) {
                    object.edges = $Array(message.edges.length);
                    for (let j = 0; j < message.edges.length; ++j)
                        object.edges[j] = message.edges[j];
                }
                if (message.weights && message.weights.length) {
                    object.weights = $Array(message.weights.length);
                    for (let j = 0; j < message.weights.length; ++j)
                        object.weights[j] = options.json && !$isFinite(message.weights[j]) ? $String(message.weights[j]) : message.weights[j];
                }
                return object;
            };

            /**
             * Converts this Round to JSON.
             * @function toJSON
             * @memberof codistill.v1.Round
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Round.prototype.toJSON = function() {
                return Round.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Round;
        })();

        v1.RoundClosed = (function() {

            /**
             * Properties of a RoundClosed.
             * @typedef {Object} codistill.v1.RoundClosed.$Properties
             * @property {number|null} [number] RoundClosed number
             * @property {string|null} [reason] RoundClosed reason
             * @property {Array.<number>|null} [completed] RoundClosed completed
             * @property {Array.<number>|null} [missing] RoundClosed missing
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RoundClosed.
             * @memberof codistill.v1
             * @interface IRoundClosed
             * @augments codistill.v1.RoundClosed.$Properties
             * @deprecated Use codistill.v1.RoundClosed.$Properties instead.
             */

            /**
             * Shape of a RoundClosed.
             * @typedef {codistill.v1.RoundClosed.$Properties} codistill.v1.RoundClosed.$Shape
             */

            /**
             * Constructs a new RoundClosed.
             * @memberof codistill.v1
             * @classdesc Represents a RoundClosed.
             * @constructor
             * @param {codistill.v1.RoundClosed.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RoundClosed = function (properties) {
                this.completed = [];
                this.missing = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RoundClosed number.
             * @member {number} number
             * @memberof codistill.v1.RoundClosed
             * @instance
             */
            RoundClosed.prototype.number = 0;

            /**
             * RoundClosed reason.
             * @member {string} reason
             * @memberof codistill.v1.RoundClosed
             * @instance
             */
            RoundClosed.prototype.reason = "";

            /**
             * RoundClosed completed.
             * @member {Array.<number>} completed
             * @memberof codistill.v1.RoundClosed
             * @instance
             */
            RoundClosed.prototype.completed = $util.emptyArray;

            /**
             * RoundClosed missing.
             * @member {Array.<number>} missing
             * @memberof codistill.v1.RoundClosed
             * @instance
             */
            RoundClosed.prototype.missing = $util.emptyArray;

            /**
             * Creates a new RoundClosed instance using the specified properties.
             * @function create
             * @memberof codistill.v1.RoundClosed
             * @static
             * @param {codistill.v1.RoundClosed.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.RoundClosed} RoundClosed instance
             * @type {{
             *   (properties: codistill.v1.RoundClosed.$Shape): codistill.v1.RoundClosed & codistill.v1.RoundClosed.$Shape;
             *   (properties?: codistill.v1.RoundClosed.$Properties): codistill.v1.RoundClosed;
             * }}
             */
            RoundClosed.create = function(properties) {
                return new RoundClosed(properties);
            };

            /**
             * Encodes the specified RoundClosed message. Does not implicitly {@link codistill.v1.RoundClosed.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.RoundClosed
             * @static
             * @param {codistill.v1.RoundClosed.$Properties} message RoundClosed message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RoundClosed.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.number);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.reason);
                if (message.completed != null && message.completed.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).uint32s(message.completed);
                if (message.missing != null && message.missing.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).uint32s(message.missing);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RoundClosed message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.RoundClosed
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.RoundClosed & codistill.v1.RoundClosed.$Shape} RoundClosed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RoundClosed.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.RoundClosed();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.number = value;
                            else
                                delete message.number;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.completed && message.completed.length))
                                    message.completed = [];
                                reader.uint32s(message.completed);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.completed && message.completed.length))
                                message.completed = [];
                            message.completed.push(reader.uint32());
                            continue;
                        }
                    case 6: {
                            if (wireType === 2) {
                                if (!(message.missing && message.missing.length))
                                    message.missing = [];
                                reader.uint32s(message.missing);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.missing && message.missing.length))
                                message.missing = [];
                            message.missing.push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a RoundClosed message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.RoundClosed
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.RoundClosed} RoundClosed
             */
            RoundClosed.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.RoundClosed)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.RoundClosed: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.RoundClosed();
                if (object.number != null)
                    if ($Number(object.number) !== 0)
                        message.number = object.number >>> 0;
                if (object.reason != null)
                    if (typeof object.reason !== "string" || object.reason.length)
                        message.reason = $String(object.reason);
                if (object.completed) {
                    if (!$Array.isArray(object.completed))
                        throw $TypeError(".codistill.v1.RoundClosed.completed: array expected");
                    message.completed = $Array(object.completed.length);
                    for (let i = 0; i < object.completed.length; ++i)
                        message.completed[i] = object.completed[i] >>> 0;
                }
                if (object.missing) {
                    if (!$Array.isArray(object.missing))
                        throw $TypeError(".codistill.v1.RoundClosed.missing: array expected");
                    message.missing = $Array(object.missing.length);
                    for (let i = 0; i < object.missing.length; ++i)
                        message.missing[i] = object.missing[i] >>> 0;
                }
                return message;
            };

            /**
             * Creates a plain object from a RoundClosed message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.RoundClosed
             * @static
             * @param {codistill.v1.RoundClosed} message RoundClosed
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            RoundClosed.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.completed = [];
                    object.missing = [];
                }
                if (options.defaults) {
                    object.number = 0;
                    object.reason = "";
                }
                if (message.number != null && $Object.hasOwnProperty.call(message, "number"))
                    object.number = message.number;
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                    object.reason = message.reason;
                if (message.completed && message.completed.length) {
                    object.completed = $Array(message.completed.length);
                    for (let j = 0; j < message.completed.length; ++j)
                        object.completed[j] = message.completed[j];
                }
                if (message.missing && message.missing.length) {
                    object.missing = $Array(message.missing.length);
                    for (let j = 0; j < message.missing.length; ++j)
                        object.missing[j] = message.missing[j];
                }
                return object;
            };

            /**
             * Converts this RoundClosed to JSON.
             * @function toJSON
             * @memberof codistill.v1.RoundClosed
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            RoundClosed.prototype.toJSON = function() {
                return RoundClosed.toObject(this, $protobuf.util.toJSONOptions);
            };

            return RoundClosed;
        })();

        v1.Stop = (function() {

            /**
             * Properties of a Stop.
             * @typedef {Object} codistill.v1.Stop.$Properties
             * @property {number|null} [step] Stop step
             * @property {string|null} [code] Stop code
             * @property {string|null} [reason] Stop reason
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Stop.
             * @memberof codistill.v1
             * @interface IStop
             * @augments codistill.v1.Stop.$Properties
             * @deprecated Use codistill.v1.Stop.$Properties instead.
             */

            /**
             * Shape of a Stop.
             * @typedef {codistill.v1.Stop.$Properties} codistill.v1.Stop.$Shape
             */

            /**
             * Constructs a new Stop.
             * @memberof codistill.v1
             * @classdesc Represents a Stop.
             * @constructor
             * @param {codistill.v1.Stop.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Stop = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Stop step.
             * @member {number} step
             * @memberof codistill.v1.Stop
             * @instance
             */
            Stop.prototype.step = 0;

            /**
             * Stop code.
             * @member {string} code
             * @memberof codistill.v1.Stop
             * @instance
             */
            Stop.prototype.code = "";

            /**
             * Stop reason.
             * @member {string} reason
             * @memberof codistill.v1.Stop
             * @instance
             */
            Stop.prototype.reason = "";

            /**
             * Creates a new Stop instance using the specified properties.
             * @function create
             * @memberof codistill.v1.Stop
             * @static
             * @param {codistill.v1.Stop.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.Stop} Stop instance
             * @type {{
             *   (properties: codistill.v1.Stop.$Shape): codistill.v1.Stop & codistill.v1.Stop.$Shape;
             *   (properties?: codistill.v1.Stop.$Properties): codistill.v1.Stop;
             * }}
             */
            Stop.create = function(properties) {
                return new Stop(properties);
            };

            /**
             * Encodes the specified Stop message. Does not implicitly {@link codistill.v1.Stop.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.Stop
             * @static
             * @param {codistill.v1.Stop.$Properties} message Stop message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Stop.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.step);
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.code);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Stop message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.Stop
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.Stop & codistill.v1.Stop.$Shape} Stop
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Stop.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.Stop();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.step = value;
                            else
                                delete message.step;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Stop message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.Stop
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.Stop} Stop
             */
            Stop.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.Stop)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.Stop: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.Stop();
                if (object.step != null)
                    if ($Number(object.step) !== 0)
                        message.step = object.step >>> 0;
                if (object.code != null)
                    if (typeof object.code !== "string" || object.code.length)
                        message.code = $String(object.code);
                if (object.reason != null)
                    if (typeof object.reason !== "string" || object.reason.length)
                        message.reason = $String(object.reason);
                return message;
            };

            /**
             * Creates a plain object from a Stop message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.Stop
             * @static
             * @param {codistill.v1.Stop} message Stop
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Stop.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.step = 0;
                    object.code = "";
                    object.reason = "";
                }
                if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                    object.step = message.step;
                if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                    object.code = message.code;
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                    object.reason = message.reason;
                return object;
            };

            /**
             * Converts this Stop to JSON.
             * @function toJSON
             * @memberof codistill.v1.Stop
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Stop.prototype.toJSON = function() {
                return Stop.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Stop;
        })();

        v1.Announcement = (function() {

            /**
             * Properties of an Announcement.
             * @typedef {Object} codistill.v1.Announcement.$Properties
             * @property {string|null} [runId] Announcement runId
             * @property {number|null} [term] Announcement term
             * @property {number|null} [sequence] Announcement sequence
             * @property {codistill.v1.View.$Properties|null} [view] Announcement view
             * @property {Array.<codistill.v1.Round.$Properties>|null} [rounds] Announcement rounds
             * @property {codistill.v1.RoundClosed.$Properties|null} [lastClosed] Announcement lastClosed
             * @property {codistill.v1.Stop.$Properties|null} [stop] Announcement stop
             * @property {string|null} [decision] Announcement decision
             * @property {boolean|null} [formed] Announcement formed
             * @property {number|null} [reachedStep] Announcement reachedStep
             * @property {Array.<string>|null} [names] Announcement names
             * @property {number|null} [speaker] Announcement speaker
             * @property {number|null} [base] Announcement base
             * @property {Array.<string>|null} [gone] Announcement gone
             * @property {Array.<number>|null} [kept] Announcement kept
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Announcement.
             * @memberof codistill.v1
             * @interface IAnnouncement
             * @augments codistill.v1.Announcement.$Properties
             * @deprecated Use codistill.v1.Announcement.$Properties instead.
             */

            /**
             * Shape of an Announcement.
             * @typedef {codistill.v1.Announcement.$Properties} codistill.v1.Announcement.$Shape
             */

            /**
             * Constructs a new Announcement.
             * @memberof codistill.v1
             * @classdesc Represents an Announcement.
             * @constructor
             * @param {codistill.v1.Announcement.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Announcement = function (properties) {
                this.rounds = [];
                this.names = [];
                this.gone = [];
                this.kept = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Announcement runId.
             * @member {string} runId
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.runId = "";

            /**
             * Announcement term.
             * @member {number} term
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.term = 0;

            /**
             * Announcement sequence.
             * @member {number} sequence
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.sequence = 0;

            /**
             * Announcement view.
             * @member {codistill.v1.View.$Properties|null|undefined} view
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.view = null;

            /**
             * Announcement rounds.
             * @member {Array.<codistill.v1.Round.$Properties>} rounds
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.rounds = $util.emptyArray;

            /**
             * Announcement lastClosed.
             * @member {codistill.v1.RoundClosed.$Properties|null|undefined} lastClosed
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.lastClosed = null;

            /**
             * Announcement stop.
             * @member {codistill.v1.Stop.$Properties|null|undefined} stop
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.stop = null;

            /**
             * Announcement decision.
             * @member {string} decision
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.decision = "";

            /**
             * Announcement formed.
             * @member {boolean} formed
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.formed = false;

            /**
             * Announcement reachedStep.
             * @member {number} reachedStep
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.reachedStep = 0;

            /**
             * Announcement names.
             * @member {Array.<string>} names
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.names = $util.emptyArray;

            /**
             * Announcement speaker.
             * @member {number} speaker
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.speaker = 0;

            /**
             * Announcement base.
             * @member {number} base
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.base = 0;

            /**
             * Announcement gone.
             * @member {Array.<string>} gone
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.gone = $util.emptyArray;

            /**
             * Announcement kept.
             * @member {Array.<number>} kept
             * @memberof codistill.v1.Announcement
             * @instance
             */
            Announcement.prototype.kept = $util.emptyArray;

            /**
             * Creates a new Announcement instance using the specified properties.
             * @function create
             * @memberof codistill.v1.Announcement
             * @static
             * @param {codistill.v1.Announcement.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.Announcement} Announcement instance
             * @type {{
             *   (properties: codistill.v1.Announcement.$Shape): codistill.v1.Announcement & codistill.v1.Announcement.$Shape;
             *   (properties?: codistill.v1.Announcement.$Properties): codistill.v1.Announcement;
             * }}
             */
            Announcement.create = function(properties) {
                return new Announcement(properties);
            };

            /**
             * Encodes the specified Announcement message. Does not implicitly {@link codistill.v1.Announcement.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.Announcement
             * @static
             * @param {codistill.v1.Announcement.$Properties} message Announcement message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Announcement.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.term);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.sequence);
                if (message.view != null && $Object.hasOwnProperty.call(message, "view"))
                    $root.codistill.v1.View.encode(message.view, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.rounds != null && message.rounds.length)
                    for (let i = 0; i < message.rounds.length; ++i)
                        $root.codistill.v1.Round.encode(message.rounds[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.lastClosed != null && $Object.hasOwnProperty.call(message, "lastClosed"))
                    $root.codistill.v1.RoundClosed.encode(message.lastClosed, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.stop != null && $Object.hasOwnProperty.call(message, "stop"))
                    $root.codistill.v1.Stop.encode(message.stop, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.decision != null && $Object.hasOwnProperty.call(message, "decision") && message.decision !== "")
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.decision);
                if (message.formed != null && $Object.hasOwnProperty.call(message, "formed") && message.formed !== false)
                    writer.uint32(/* id 9, wireType 0 =*/72).bool(message.formed);
                if (message.reachedStep != null && $Object.hasOwnProperty.call(message, "reachedStep") && message.reachedStep !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.reachedStep);
                if (message.names != null && message.names.length)
                    for (let i = 0; i < message.names.length; ++i)
                        writer.uint32(/* id 11, wireType 2 =*/90).string(message.names[i]);
                if (message.speaker != null && $Object.hasOwnProperty.call(message, "speaker") && message.speaker !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.speaker);
                if (message.base != null && $Object.hasOwnProperty.call(message, "base") && message.base !== 0)
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.base);
                if (message.gone != null && message.gone.length)
                    for (let i = 0; i < message.gone.length; ++i)
                        writer.uint32(/* id 14, wireType 2 =*/114).string(message.gone[i]);
                if (message.kept != null && message.kept.length)
                    writer.uint32(/* id 15, wireType 2 =*/122).uint32s(message.kept);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Announcement message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.Announcement
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.Announcement & codistill.v1.Announcement.$Shape} Announcement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Announcement.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.Announcement();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.term = value;
                            else
                                delete message.term;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.view = $root.codistill.v1.View.decode(reader, reader.size(), $undefined, _depth + 1, message.view);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.rounds && message.rounds.length))
                                message.rounds = [];
                            message.rounds.push($root.codistill.v1.Round.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.lastClosed = $root.codistill.v1.RoundClosed.decode(reader, reader.size(), $undefined, _depth + 1, message.lastClosed);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.stop = $root.codistill.v1.Stop.decode(reader, reader.size(), $undefined, _depth + 1, message.stop);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.decision = value;
                            else
                                delete message.decision;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.formed = value;
                            else
                                delete message.formed;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.reachedStep = value;
                            else
                                delete message.reachedStep;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (!(message.names && message.names.length))
                                message.names = [];
                            message.names.push(reader.stringVerify());
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.speaker = value;
                            else
                                delete message.speaker;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.base = value;
                            else
                                delete message.base;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            if (!(message.gone && message.gone.length))
                                message.gone = [];
                            message.gone.push(reader.stringVerify());
                            continue;
                        }
                    case 15: {
                            if (wireType === 2) {
                                if (!(message.kept && message.kept.length))
                                    message.kept = [];
                                reader.uint32s(message.kept);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.kept && message.kept.length))
                                message.kept = [];
                            message.kept.push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an Announcement message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.Announcement
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.Announcement} Announcement
             */
            Announcement.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.Announcement)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.Announcement: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.Announcement();
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.term != null)
                    if ($Number(object.term) !== 0)
                        message.term = object.term >>> 0;
                if (object.sequence != null)
                    if ($Number(object.sequence) !== 0)
                        message.sequence = object.sequence >>> 0;
                if (object.view != null) {
                    if (!$util.isObject(object.view))
                        throw $TypeError(".codistill.v1.Announcement.view: object expected");
                    message.view = $root.codistill.v1.View.fromObject(object.view, _depth + 1);
                }
                if (object.rounds) {
                    if (!$Array.isArray(object.rounds))
                        throw $TypeError(".codistill.v1.Announcement.rounds: array expected");
                    message.rounds = $Array(object.rounds.length);
                    for (let i = 0; i < object.rounds.length; ++i) {
                        if (!$util.isObject(object.rounds[i]))
                            throw $TypeError(".codistill.v1.Announcement.rounds: object expected");
                        message.rounds[i] = $root.codistill.v1.Round.fromObject(object.rounds[i], _depth + 1);
                    }
                }
                if (object.lastClosed != null) {
                    if (!$util.isObject(object.lastClosed))
                        throw $TypeError(".codistill.v1.Announcement.lastClosed: object expected");
                    message.lastClosed = $root.codistill.v1.RoundClosed.fromObject(object.lastClosed, _depth + 1);
                }
                if (object.stop != null) {
                    if (!$util.isObject(object.stop))
                        throw $TypeError(".codistill.v1.Announcement.stop: object expected");
                    message.stop = $root.codistill.v1.Stop.fromObject(object.stop, _depth + 1);
                }
                if (object.decision != null)
                    if (typeof object.decision !== "string" || object.decision.length)
                        message.decision = $String(object.decision);
                if (object.formed != null)
                    if (object.formed)
                        message.formed = $Boolean(object.formed);
                if (object.reachedStep != null)
                    if ($Number(object.reachedStep) !== 0)
                        message.reachedStep = object.reachedStep >>> 0;
                if (object.names) {
                    if (!$Array.isArray(object.names))
                        throw $TypeError(".codistill.v1.Announcement.names: array expected");
                    message.names = $Array(object.names.length);
                    for (let i = 0; i < object.names.length; ++i)
                        message.names[i] = $String(object.names[i]);
                }
                if (object.speaker != null)
                    if ($Number(object.speaker) !== 0)
                        message.speaker = object.speaker >>> 0;
                if (object.base != null)
                    if ($Number(object.base) !== 0)
                        message.base = object.base >>> 0;
                if (object.gone) {
                    if (!$Array.isArray(object.gone))
                        throw $TypeError(".codistill.v1.Announcement.gone: array expected");
                    message.gone = $Array(object.gone.length);
                    for (let i = 0; i < object.gone.length; ++i)
                        message.gone[i] = $String(object.gone[i]);
                }
                if (object.kept) {
                    if (!$Array.isArray(object.kept))
                        throw $TypeError(".codistill.v1.Announcement.kept: array expected");
                    message.kept = $Array(object.kept.length);
                    for (let i = 0; i < object.kept.length; ++i)
                        message.kept[i] = object.kept[i] >>> 0;
                }
                return message;
            };

            /**
             * Creates a plain object from an Announcement message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.Announcement
             * @static
             * @param {codistill.v1.Announcement} message Announcement
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Announcement.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.rounds = [];
                    object.names = [];
                    object.gone = [];
                    object.kept = [];
                }
                if (options.defaults) {
                    object.runId = "";
                    object.term = 0;
                    object.sequence = 0;
                    object.view = null;
                    object.lastClosed = null;
                    object.stop = null;
                    object.decision = "";
                    object.formed = false;
                    object.reachedStep = 0;
                    object.speaker = 0;
                    object.base = 0;
                }
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.term != null && $Object.hasOwnProperty.call(message, "term"))
                    object.term = message.term;
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence"))
                    object.sequence = message.sequence;
                if (message.view != null && $Object.hasOwnProperty.call(message, "view"))
                    object.view = $root.codistill.v1.View.toObject(message.view, options, _depth + 1);
                if (message.rounds && message.rounds.length) {
                    object.rounds = $Array(message.rounds.length);
                    for (let j = 0; j < message.rounds.length; ++j)
                        object.rounds[j] = $root.codistill.v1.Round.toObject(message.rounds[j], options, _depth + 1);
                }
                if (message.lastClosed != null && $Object.hasOwnProperty.call(message, "lastClosed"))
                    object.lastClosed = $root.codistill.v1.RoundClosed.toObject(message.lastClosed, options, _depth + 1);
                if (message.stop != null && $Object.hasOwnProperty.call(message, "stop"))
                    object.stop = $root.codistill.v1.Stop.toObject(message.stop, options, _depth + 1);
                if (message.decision != null && $Object.hasOwnProperty.call(message, "decision"))
                    object.decision = message.decision;
                if (message.formed != null && $Object.hasOwnProperty.call(message, "formed"))
                    object.formed = message.formed;
                if (message.reachedStep != null && $Object.hasOwnProperty.call(message, "reachedStep"))
                    object.reachedStep = message.reachedStep;
                if (message.names && message.names.length) {
                    object.names = $Array(message.names.length);
                    for (let j = 0; j < message.names.length; ++j)
                        object.names[j] = message.names[j];
                }
                if (message.speaker != null && $Object.hasOwnProperty.call(message, "speaker"))
                    object.speaker = message.speaker;
                if (message.base != null && $Object.hasOwnProperty.call(message, "base"))
                    object.base = message.base;
                if (message.gone && message.gone.length) {
                    object.gone = $Array(message.gone.length);
                    for (let j = 0; j < message.gone.length; ++j)
                        object.gone[j] = message.gone[j];
                }
                if (message.kept && message.kept.length) {
                    object.kept = $Array(message.kept.length);
                    for (let j = 0; j < message.kept.length; ++j)
                        object.kept[j] = message.kept[j];
                }
                return object;
            };

            /**
             * Converts this Announcement to JSON.
             * @function toJSON
             * @memberof codistill.v1.Announcement
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Announcement.prototype.toJSON = function() {
                return Announcement.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Announcement;
        })();

        v1.SnapshotPeer = (function() {

            /**
             * Properties of a SnapshotPeer.
             * @typedef {Object} codistill.v1.SnapshotPeer.$Properties
             * @property {string|null} [peerId] SnapshotPeer peerId
             * @property {number|null} [incarnationMax] SnapshotPeer incarnationMax
             * @property {number|null} [bestValidationLoss] SnapshotPeer bestValidationLoss
             * @property {number|null} [bestValidationAccuracy] SnapshotPeer bestValidationAccuracy
             * @property {number|null} [bestStep] SnapshotPeer bestStep
             * @property {boolean|null} [evaluated] SnapshotPeer evaluated
             * @property {number|null} [reportedStep] SnapshotPeer reportedStep
             * @property {number|null} [enterStep] SnapshotPeer enterStep
             * @property {string|null} [departed] SnapshotPeer departed
             * @property {boolean|null} [entered] SnapshotPeer entered
             * @property {Array.<number>|null} [checkpointSteps] SnapshotPeer checkpointSteps
             * @property {string|null} [holderDigest] SnapshotPeer holderDigest
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SnapshotPeer.
             * @memberof codistill.v1
             * @interface ISnapshotPeer
             * @augments codistill.v1.SnapshotPeer.$Properties
             * @deprecated Use codistill.v1.SnapshotPeer.$Properties instead.
             */

            /**
             * Shape of a SnapshotPeer.
             * @typedef {codistill.v1.SnapshotPeer.$Properties} codistill.v1.SnapshotPeer.$Shape
             */

            /**
             * Constructs a new SnapshotPeer.
             * @memberof codistill.v1
             * @classdesc Represents a SnapshotPeer.
             * @constructor
             * @param {codistill.v1.SnapshotPeer.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SnapshotPeer = function (properties) {
                this.checkpointSteps = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SnapshotPeer peerId.
             * @member {string} peerId
             * @memberof codistill.v1.SnapshotPeer
             * @instance
             */
            SnapshotPeer.prototype.peerId = "";

            /**
             * SnapshotPeer incarnationMax.
             * @member {number} incarnationMax
             * @memberof codistill.v1.SnapshotPeer
             * @instance
             */
            SnapshotPeer.prototype.incarnationMax = 0;

            /**
             * SnapshotPeer bestValidationLoss.
             * @member {number} bestValidationLoss
             * @memberof codistill.v1.SnapshotPeer
             * @instance
             */
            SnapshotPeer.prototype.bestValidationLoss = 0;

            /**
             * SnapshotPeer bestValidationAccuracy.
             * @member {number} bestValidationAccuracy
             * @memberof codistill.v1.SnapshotPeer
             * @instance
             */
            SnapshotPeer.prototype.bestValidationAccuracy = 0;

            /**
             * SnapshotPeer bestStep.
             * @member {number} bestStep
             * @memberof codistill.v1.SnapshotPeer
             * @instance
             */
            SnapshotPeer.prototype.bestStep = 0;

            /**
             * SnapshotPeer evaluated.
             * @member {boolean} evaluated
             * @memberof codistill.v1.SnapshotPeer
             * @instance
             */
            SnapshotPeer.prototype.evaluated = false;

            /**
             * SnapshotPeer reportedStep.
             * @member {number} reportedStep
             * @memberof codistill.v1.SnapshotPeer
             * @instance
             */
            SnapshotPeer.prototype.reportedStep = 0;

            /**
             * SnapshotPeer enterStep.
             * @member {number} enterStep
             * @memberof codistill.v1.SnapshotPeer
             * @instance
             */
            SnapshotPeer.prototype.enterStep = 0;

            /**
             * SnapshotPeer departed.
             * @member {string} departed
             * @memberof codistill.v1.SnapshotPeer
             * @instance
             */
            SnapshotPeer.prototype.departed = "";

            /**
             * SnapshotPeer entered.
             * @member {boolean} entered
             * @memberof codistill.v1.SnapshotPeer
             * @instance
             */
            SnapshotPeer.prototype.entered = false;

            /**
             * SnapshotPeer checkpointSteps.
             * @member {Array.<number>} checkpointSteps
             * @memberof codistill.v1.SnapshotPeer
             * @instance
             */
            SnapshotPeer.prototype.checkpointSteps = $util.emptyArray;

            /**
             * SnapshotPeer holderDigest.
             * @member {string} holderDigest
             * @memberof codistill.v1.SnapshotPeer
             * @instance
             */
            SnapshotPeer.prototype.holderDigest = "";

            /**
             * Creates a new SnapshotPeer instance using the specified properties.
             * @function create
             * @memberof codistill.v1.SnapshotPeer
             * @static
             * @param {codistill.v1.SnapshotPeer.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.SnapshotPeer} SnapshotPeer instance
             * @type {{
             *   (properties: codistill.v1.SnapshotPeer.$Shape): codistill.v1.SnapshotPeer & codistill.v1.SnapshotPeer.$Shape;
             *   (properties?: codistill.v1.SnapshotPeer.$Properties): codistill.v1.SnapshotPeer;
             * }}
             */
            SnapshotPeer.create = function(properties) {
                return new SnapshotPeer(properties);
            };

            /**
             * Encodes the specified SnapshotPeer message. Does not implicitly {@link codistill.v1.SnapshotPeer.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.SnapshotPeer
             * @static
             * @param {codistill.v1.SnapshotPeer.$Properties} message SnapshotPeer message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SnapshotPeer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.peerId);
                if (message.incarnationMax != null && $Object.hasOwnProperty.call(message, "incarnationMax") && message.incarnationMax !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.incarnationMax);
                if (message.bestValidationLoss != null && $Object.hasOwnProperty.call(message, "bestValidationLoss") && !$Object.is(message.bestValidationLoss, 0))
                    writer.uint32(/* id 3, wireType 1 =*/25).double(message.bestValidationLoss);
                if (message.bestValidationAccuracy != null && $Object.hasOwnProperty.call(message, "bestValidationAccuracy") && !$Object.is(message.bestValidationAccuracy, 0))
                    writer.uint32(/* id 4, wireType 1 =*/33).double(message.bestValidationAccuracy);
                if (message.bestStep != null && $Object.hasOwnProperty.call(message, "bestStep") && message.bestStep !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.bestStep);
                if (message.evaluated != null && $Object.hasOwnProperty.call(message, "evaluated") && message.evaluated !== false)
                    writer.uint32(/* id 6, wireType 0 =*/48).bool(message.evaluated);
                if (message.reportedStep != null && $Object.hasOwnProperty.call(message, "reportedStep") && message.reportedStep !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.reportedStep);
                if (message.enterStep != null && $Object.hasOwnProperty.call(message, "enterStep") && message.enterStep !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.enterStep);
                if (message.departed != null && $Object.hasOwnProperty.call(message, "departed") && message.departed !== "")
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.departed);
                if (message.entered != null && $Object.hasOwnProperty.call(message, "entered") && message.entered !== false)
                    writer.uint32(/* id 10, wireType 0 =*/80).bool(message.entered);
                if (message.checkpointSteps != null && message.checkpointSteps.length)
                    writer.uint32(/* id 11, wireType 2 =*/90).uint32s(message.checkpointSteps);
                if (message.holderDigest != null && $Object.hasOwnProperty.call(message, "holderDigest") && message.holderDigest !== "")
                    writer.uint32(/* id 12, wireType 2 =*/98).string(message.holderDigest);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SnapshotPeer message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.SnapshotPeer
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.SnapshotPeer & codistill.v1.SnapshotPeer.$Shape} SnapshotPeer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SnapshotPeer.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.SnapshotPeer();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.peerId = value;
                            else
                                delete message.peerId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.incarnationMax = value;
                            else
                                delete message.incarnationMax;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.bestValidationLoss = value;
                            else
                                delete message.bestValidationLoss;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.bestValidationAccuracy = value;
                            else
                                delete message.bestValidationAccuracy;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.bestStep = value;
                            else
                                delete message.bestStep;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.evaluated = value;
                            else
                                delete message.evaluated;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.reportedStep = value;
                            else
                                delete message.reportedStep;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.enterStep = value;
                            else
                                delete message.enterStep;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.departed = value;
                            else
                                delete message.departed;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.entered = value;
                            else
                                delete message.entered;
                            continue;
                        }
                    case 11: {
                            if (wireType === 2) {
                                if (!(message.checkpointSteps && message.checkpointSteps.length))
                                    message.checkpointSteps = [];
                                reader.uint32s(message.checkpointSteps);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.checkpointSteps && message.checkpointSteps.length))
                                message.checkpointSteps = [];
                            message.checkpointSteps.push(reader.uint32());
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.holderDigest = value;
                            else
                                delete message.holderDigest;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a SnapshotPeer message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.SnapshotPeer
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.SnapshotPeer} SnapshotPeer
             */
            SnapshotPeer.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.SnapshotPeer)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.SnapshotPeer: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.SnapshotPeer();
                if (object.peerId != null)
                    if (typeof object.peerId !== "string" || object.peerId.length)
                        message.peerId = $String(object.peerId);
                if (object.incarnationMax != null)
                    if ($Number(object.incarnationMax) !== 0)
                        message.incarnationMax = object.incarnationMax >>> 0;
                if (object.bestValidationLoss != null)
                    if (!$Object.is($Number(object.bestValidationLoss), 0))
                        message.bestValidationLoss = $Number(object.bestValidationLoss);
                if (object.bestValidationAccuracy != null)
                    if (!$Object.is($Number(object.bestValidationAccuracy), 0))
                        message.bestValidationAccuracy = $Number(object.bestValidationAccuracy);
                if (object.bestStep != null)
                    if ($Number(object.bestStep) !== 0)
                        message.bestStep = object.bestStep >>> 0;
                if (object.evaluated != null)
                    if (object.evaluated)
                        message.evaluated = $Boolean(object.evaluated);
                if (object.reportedStep != null)
                    if ($Number(object.reportedStep) !== 0)
                        message.reportedStep = object.reportedStep >>> 0;
                if (object.enterStep != null)
                    if ($Number(object.enterStep) !== 0)
                        message.enterStep = object.enterStep >>> 0;
                if (object.departed != null)
                    if (typeof object.departed !== "string" || object.departed.length)
                        message.departed = $String(object.departed);
                if (object.entered != null)
                    if (object.entered)
                        message.entered = $Boolean(object.entered);
                if (object.checkpointSteps) {
                    if (!$Array.isArray(object.checkpointSteps))
                        throw $TypeError(".codistill.v1.SnapshotPeer.checkpointSteps: array expected");
                    message.checkpointSteps = $Array(object.checkpointSteps.length);
                    for (let i = 0; i < object.checkpointSteps.length; ++i)
                        message.checkpointSteps[i] = object.checkpointSteps[i] >>> 0;
                }
                if (object.holderDigest != null)
                    if (typeof object.holderDigest !== "string" || object.holderDigest.length)
                        message.holderDigest = $String(object.holderDigest);
                return message;
            };

            /**
             * Creates a plain object from a SnapshotPeer message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.SnapshotPeer
             * @static
             * @param {codistill.v1.SnapshotPeer} message SnapshotPeer
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            SnapshotPeer.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.checkpointSteps = [];
                if (options.defaults) {
                    object.peerId = "";
                    object.incarnationMax = 0;
                    object.bestValidationLoss = 0;
                    object.bestValidationAccuracy = 0;
                    object.bestStep = 0;
                    object.evaluated = false;
                    object.reportedStep = 0;
                    object.enterStep = 0;
                    object.departed = "";
                    object.entered = false;
                    object.holderDigest = "";
                }
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId"))
                    object.peerId = message.peerId;
                if (message.incarnationMax != null && $Object.hasOwnProperty.call(message, "incarnationMax"))
                    object.incarnationMax = message.incarnationMax;
                if (message.bestValidationLoss != null && $Object.hasOwnProperty.call(message, "bestValidationLoss"))
                    object.bestValidationLoss = options.json && !$isFinite(message.bestValidationLoss) ? $String(message.bestValidationLoss) : message.bestValidationLoss;
                if (message.bestValidationAccuracy != null && $Object.hasOwnProperty.call(message, "bestValidationAccuracy"))
                    object.bestValidationAccuracy = options.json && !$isFinite(message.bestValidationAccuracy) ? $String(message.bestValidationAccuracy) : message.bestValidationAccuracy;
                if (message.bestStep != null && $Object.hasOwnProperty.call(message, "bestStep"))
                    object.bestStep = message.bestStep;
                if (message.evaluated != null && $Object.hasOwnProperty.call(message, "evaluated"))
                    object.evaluated = message.evaluated;
                if (message.reportedStep != null && $Object.hasOwnProperty.call(message, "reportedStep"))
                    object.reportedStep = message.reportedStep;
                if (message.enterStep != null && $Object.hasOwnProperty.call(message, "enterStep"))
                    object.enterStep = message.enterStep;
                if (message.departed != null && $Object.hasOwnProperty.call(message, "departed"))
                    object.departed = message.departed;
                if (message.entered != null && $Object.hasOwnProperty.call(message, "entered"))
                    object.entered = message.entered;
                if (message.checkpointSteps && message.checkpointSteps.length) {
                    object.checkpointSteps = $Array(message.checkpointSteps.length);
                    for (let j = 0; j < message.checkpointSteps.length; ++j)
                        object.checkpointSteps[j] = message.checkpointSteps[j];
                }
                if (message.holderDigest != null && $Object.hasOwnProperty.call(message, "holderDigest"))
                    object.holderDigest = message.holderDigest;
                return object;
            };

            /**
             * Converts this SnapshotPeer to JSON.
             * @function toJSON
             * @memberof codistill.v1.SnapshotPeer
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            SnapshotPeer.prototype.toJSON = function() {
                return SnapshotPeer.toObject(this, $protobuf.util.toJSONOptions);
            };

            return SnapshotPeer;
        })();

        v1.SnapshotEvaluation = (function() {

            /**
             * Properties of a SnapshotEvaluation.
             * @typedef {Object} codistill.v1.SnapshotEvaluation.$Properties
             * @property {number|null} [step] SnapshotEvaluation step
             * @property {Array.<string>|null} [improvedBy] SnapshotEvaluation improvedBy
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SnapshotEvaluation.
             * @memberof codistill.v1
             * @interface ISnapshotEvaluation
             * @augments codistill.v1.SnapshotEvaluation.$Properties
             * @deprecated Use codistill.v1.SnapshotEvaluation.$Properties instead.
             */

            /**
             * Shape of a SnapshotEvaluation.
             * @typedef {codistill.v1.SnapshotEvaluation.$Properties} codistill.v1.SnapshotEvaluation.$Shape
             */

            /**
             * Constructs a new SnapshotEvaluation.
             * @memberof codistill.v1
             * @classdesc Represents a SnapshotEvaluation.
             * @constructor
             * @param {codistill.v1.SnapshotEvaluation.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SnapshotEvaluation = function (properties) {
                this.improvedBy = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SnapshotEvaluation step.
             * @member {number} step
             * @memberof codistill.v1.SnapshotEvaluation
             * @instance
             */
            SnapshotEvaluation.prototype.step = 0;

            /**
             * SnapshotEvaluation improvedBy.
             * @member {Array.<string>} improvedBy
             * @memberof codistill.v1.SnapshotEvaluation
             * @instance
             */
            SnapshotEvaluation.prototype.improvedBy = $util.emptyArray;

            /**
             * Creates a new SnapshotEvaluation instance using the specified properties.
             * @function create
             * @memberof codistill.v1.SnapshotEvaluation
             * @static
             * @param {codistill.v1.SnapshotEvaluation.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.SnapshotEvaluation} SnapshotEvaluation instance
             * @type {{
             *   (properties: codistill.v1.SnapshotEvaluation.$Shape): codistill.v1.SnapshotEvaluation & codistill.v1.SnapshotEvaluation.$Shape;
             *   (properties?: codistill.v1.SnapshotEvaluation.$Properties): codistill.v1.SnapshotEvaluation;
             * }}
             */
            SnapshotEvaluation.create = function(properties) {
                return new SnapshotEvaluation(properties);
            };

            /**
             * Encodes the specified SnapshotEvaluation message. Does not implicitly {@link codistill.v1.SnapshotEvaluation.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.SnapshotEvaluation
             * @static
             * @param {codistill.v1.SnapshotEvaluation.$Properties} message SnapshotEvaluation message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SnapshotEvaluation.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.step);
                if (message.improvedBy != null && message.improvedBy.length)
                    for (let i = 0; i < message.improvedBy.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.improvedBy[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SnapshotEvaluation message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.SnapshotEvaluation
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.SnapshotEvaluation & codistill.v1.SnapshotEvaluation.$Shape} SnapshotEvaluation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SnapshotEvaluation.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.SnapshotEvaluation();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.step = value;
                            else
                                delete message.step;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.improvedBy && message.improvedBy.length))
                                message.improvedBy = [];
                            message.improvedBy.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a SnapshotEvaluation message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.SnapshotEvaluation
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.SnapshotEvaluation} SnapshotEvaluation
             */
            SnapshotEvaluation.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.SnapshotEvaluation)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.SnapshotEvaluation: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.SnapshotEvaluation();
                if (object.step != null)
                    if ($Number(object.step) !== 0)
                        message.step = object.step >>> 0;
                if (object.improvedBy) {
                    if (!$Array.isArray(object.improvedBy))
                        throw $TypeError(".codistill.v1.SnapshotEvaluation.improvedBy: array expected");
                    message.improvedBy = $Array(object.improvedBy.length);
                    for (let i = 0; i < object.improvedBy.length; ++i)
                        message.improvedBy[i] = $String(object.improvedBy[i]);
                }
                return message;
            };

            /**
             * Creates a plain object from a SnapshotEvaluation message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.SnapshotEvaluation
             * @static
             * @param {codistill.v1.SnapshotEvaluation} message SnapshotEvaluation
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            SnapshotEvaluation.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.improvedBy = [];
                if (options.defaults)
                    object.step = 0;
                if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                    object.step = message.step;
                if (message.improvedBy && message.improvedBy.length) {
                    object.improvedBy = $Array(message.improvedBy.length);
                    for (let j = 0; j < message.improvedBy.length; ++j)
                        object.improvedBy[j] = message.improvedBy[j];
                }
                return object;
            };

            /**
             * Converts this SnapshotEvaluation to JSON.
             * @function toJSON
             * @memberof codistill.v1.SnapshotEvaluation
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            SnapshotEvaluation.prototype.toJSON = function() {
                return SnapshotEvaluation.toObject(this, $protobuf.util.toJSONOptions);
            };

            return SnapshotEvaluation;
        })();

        v1.CoordinatorSnapshot = (function() {

            /**
             * Properties of a CoordinatorSnapshot.
             * @typedef {Object} codistill.v1.CoordinatorSnapshot.$Properties
             * @property {string|null} [runId] CoordinatorSnapshot runId
             * @property {number|null} [term] CoordinatorSnapshot term
             * @property {string|null} [runSpecHash] CoordinatorSnapshot runSpecHash
             * @property {string|null} [dataDigest] CoordinatorSnapshot dataDigest
             * @property {number|null} [classes] CoordinatorSnapshot classes
             * @property {number|null} [stepsTotal] CoordinatorSnapshot stepsTotal
             * @property {codistill.v1.View.$Properties|null} [view] CoordinatorSnapshot view
             * @property {Array.<codistill.v1.Round.$Properties>|null} [rounds] CoordinatorSnapshot rounds
             * @property {codistill.v1.Stop.$Properties|null} [stop] CoordinatorSnapshot stop
             * @property {Array.<codistill.v1.SnapshotPeer.$Properties>|null} [peers] CoordinatorSnapshot peers
             * @property {number|null} [patienceUsed] CoordinatorSnapshot patienceUsed
             * @property {number|null} [roundMax] CoordinatorSnapshot roundMax
             * @property {number|null} [boundaryStep] CoordinatorSnapshot boundaryStep
             * @property {Array.<codistill.v1.SnapshotEvaluation.$Properties>|null} [evaluations] CoordinatorSnapshot evaluations
             * @property {Array.<string>|null} [classNames] CoordinatorSnapshot classNames
             * @property {Array.<codistill.v1.ModuleDigest.$Properties>|null} [modules] CoordinatorSnapshot modules
             * @property {Array.<string>|null} [names] CoordinatorSnapshot names
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CoordinatorSnapshot.
             * @memberof codistill.v1
             * @interface ICoordinatorSnapshot
             * @augments codistill.v1.CoordinatorSnapshot.$Properties
             * @deprecated Use codistill.v1.CoordinatorSnapshot.$Properties instead.
             */

            /**
             * Shape of a CoordinatorSnapshot.
             * @typedef {codistill.v1.CoordinatorSnapshot.$Properties} codistill.v1.CoordinatorSnapshot.$Shape
             */

            /**
             * Constructs a new CoordinatorSnapshot.
             * @memberof codistill.v1
             * @classdesc Represents a CoordinatorSnapshot.
             * @constructor
             * @param {codistill.v1.CoordinatorSnapshot.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CoordinatorSnapshot = function (properties) {
                this.rounds = [];
                this.peers = [];
                this.evaluations = [];
                this.classNames = [];
                this.modules = [];
                this.names = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * CoordinatorSnapshot runId.
             * @member {string} runId
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.runId = "";

            /**
             * CoordinatorSnapshot term.
             * @member {number} term
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.term = 0;

            /**
             * CoordinatorSnapshot runSpecHash.
             * @member {string} runSpecHash
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.runSpecHash = "";

            /**
             * CoordinatorSnapshot dataDigest.
             * @member {string} dataDigest
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.dataDigest = "";

            /**
             * CoordinatorSnapshot classes.
             * @member {number} classes
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.classes = 0;

            /**
             * CoordinatorSnapshot stepsTotal.
             * @member {number} stepsTotal
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.stepsTotal = 0;

            /**
             * CoordinatorSnapshot view.
             * @member {codistill.v1.View.$Properties|null|undefined} view
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.view = null;

            /**
             * CoordinatorSnapshot rounds.
             * @member {Array.<codistill.v1.Round.$Properties>} rounds
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.rounds = $util.emptyArray;

            /**
             * CoordinatorSnapshot stop.
             * @member {codistill.v1.Stop.$Properties|null|undefined} stop
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.stop = null;

            /**
             * CoordinatorSnapshot peers.
             * @member {Array.<codistill.v1.SnapshotPeer.$Properties>} peers
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.peers = $util.emptyArray;

            /**
             * CoordinatorSnapshot patienceUsed.
             * @member {number} patienceUsed
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.patienceUsed = 0;

            /**
             * CoordinatorSnapshot roundMax.
             * @member {number} roundMax
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.roundMax = 0;

            /**
             * CoordinatorSnapshot boundaryStep.
             * @member {number} boundaryStep
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.boundaryStep = 0;

            /**
             * CoordinatorSnapshot evaluations.
             * @member {Array.<codistill.v1.SnapshotEvaluation.$Properties>} evaluations
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.evaluations = $util.emptyArray;

            /**
             * CoordinatorSnapshot classNames.
             * @member {Array.<string>} classNames
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.classNames = $util.emptyArray;

            /**
             * CoordinatorSnapshot modules.
             * @member {Array.<codistill.v1.ModuleDigest.$Properties>} modules
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.modules = $util.emptyArray;

            /**
             * CoordinatorSnapshot names.
             * @member {Array.<string>} names
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             */
            CoordinatorSnapshot.prototype.names = $util.emptyArray;

            /**
             * Creates a new CoordinatorSnapshot instance using the specified properties.
             * @function create
             * @memberof codistill.v1.CoordinatorSnapshot
             * @static
             * @param {codistill.v1.CoordinatorSnapshot.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.CoordinatorSnapshot} CoordinatorSnapshot instance
             * @type {{
             *   (properties: codistill.v1.CoordinatorSnapshot.$Shape): codistill.v1.CoordinatorSnapshot & codistill.v1.CoordinatorSnapshot.$Shape;
             *   (properties?: codistill.v1.CoordinatorSnapshot.$Properties): codistill.v1.CoordinatorSnapshot;
             * }}
             */
            CoordinatorSnapshot.create = function(properties) {
                return new CoordinatorSnapshot(properties);
            };

            /**
             * Encodes the specified CoordinatorSnapshot message. Does not implicitly {@link codistill.v1.CoordinatorSnapshot.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.CoordinatorSnapshot
             * @static
             * @param {codistill.v1.CoordinatorSnapshot.$Properties} message CoordinatorSnapshot message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CoordinatorSnapshot.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.term);
                if (message.runSpecHash != null && $Object.hasOwnProperty.call(message, "runSpecHash") && message.runSpecHash !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.runSpecHash);
                if (message.dataDigest != null && $Object.hasOwnProperty.call(message, "dataDigest") && message.dataDigest !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.dataDigest);
                if (message.classes != null && $Object.hasOwnProperty.call(message, "classes") && message.classes !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.classes);
                if (message.stepsTotal != null && $Object.hasOwnProperty.call(message, "stepsTotal") && message.stepsTotal !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.stepsTotal);
                if (message.view != null && $Object.hasOwnProperty.call(message, "view"))
                    $root.codistill.v1.View.encode(message.view, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.rounds != null && message.rounds.length)
                    for (let i = 0; i < message.rounds.length; ++i)
                        $root.codistill.v1.Round.encode(message.rounds[i], writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.stop != null && $Object.hasOwnProperty.call(message, "stop"))
                    $root.codistill.v1.Stop.encode(message.stop, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message.peers != null && message.peers.length)
                    for (let i = 0; i < message.peers.length; ++i)
                        $root.codistill.v1.SnapshotPeer.encode(message.peers[i], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.patienceUsed != null && $Object.hasOwnProperty.call(message, "patienceUsed") && message.patienceUsed !== 0)
                    writer.uint32(/* id 11, wireType 0 =*/88).uint32(message.patienceUsed);
                if (message.roundMax != null && $Object.hasOwnProperty.call(message, "roundMax") && message.roundMax !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.roundMax);
                if (message.boundaryStep != null && $Object.hasOwnProperty.call(message, "boundaryStep") && message.boundaryStep !== 0)
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.boundaryStep);
                if (message.evaluations != null && message.evaluations.length)
                    for (let i = 0; i < message.evaluations.length; ++i)
                        $root.codistill.v1.SnapshotEvaluation.encode(message.evaluations[i], writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
                if (message.classNames != null && message.classNames.length)
                    for (let i = 0; i < message.classNames.length; ++i)
                        writer.uint32(/* id 15, wireType 2 =*/122).string(message.classNames[i]);
                if (message.modules != null && message.modules.length)
                    for (let i = 0; i < message.modules.length; ++i)
                        $root.codistill.v1.ModuleDigest.encode(message.modules[i], writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
                if (message.names != null && message.names.length)
                    for (let i = 0; i < message.names.length; ++i)
                        writer.uint32(/* id 17, wireType 2 =*/138).string(message.names[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a CoordinatorSnapshot message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.CoordinatorSnapshot
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.CoordinatorSnapshot & codistill.v1.CoordinatorSnapshot.$Shape} CoordinatorSnapshot
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            CoordinatorSnapshot.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.CoordinatorSnapshot();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.term = value;
                            else
                                delete message.term;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runSpecHash = value;
                            else
                                delete message.runSpecHash;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.dataDigest = value;
                            else
                                delete message.dataDigest;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.classes = value;
                            else
                                delete message.classes;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stepsTotal = value;
                            else
                                delete message.stepsTotal;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.view = $root.codistill.v1.View.decode(reader, reader.size(), $undefined, _depth + 1, message.view);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if (!(message.rounds && message.rounds.length))
                                message.rounds = [];
                            message.rounds.push($root.codistill.v1.Round.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.stop = $root.codistill.v1.Stop.decode(reader, reader.size(), $undefined, _depth + 1, message.stop);
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if (!(message.peers && message.peers.length))
                                message.peers = [];
                            message.peers.push($root.codistill.v1.SnapshotPeer.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.patienceUsed = value;
                            else
                                delete message.patienceUsed;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.roundMax = value;
                            else
                                delete message.roundMax;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.boundaryStep = value;
                            else
                                delete message.boundaryStep;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            if (!(message.evaluations && message.evaluations.length))
                                message.evaluations = [];
                            message.evaluations.push($root.codistill.v1.SnapshotEvaluation.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            if (!(message.classNames && message.classNames.length))
                                message.classNames = [];
                            message.classNames.push(reader.stringVerify());
                            continue;
                        }
                    case 16: {
                            if (wireType !== 2)
                                break;
                            if (!(message.modules && message.modules.length))
                                message.modules = [];
                            message.modules.push($root.codistill.v1.ModuleDigest.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 17: {
                            if (wireType !== 2)
                                break;
                            if (!(message.names && message.names.length))
                                message.names = [];
                            message.names.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a CoordinatorSnapshot message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.CoordinatorSnapshot
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.CoordinatorSnapshot} CoordinatorSnapshot
             */
            CoordinatorSnapshot.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.CoordinatorSnapshot)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.CoordinatorSnapshot: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.CoordinatorSnapshot();
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.term != null)
                    if ($Number(object.term) !== 0)
                        message.term = object.term >>> 0;
                if (object.runSpecHash != null)
                    if (typeof object.runSpecHash !== "string" || object.runSpecHash.length)
                        message.runSpecHash = $String(object.runSpecHash);
                if (object.dataDigest != null)
                    if (typeof object.dataDigest !== "string" || object.dataDigest.length)
                        message.dataDigest = $String(object.dataDigest);
                if (object.classes != null)
                    if ($Number(object.classes) !== 0)
                        message.classes = object.classes >>> 0;
                if (object.stepsTotal != null)
                    if ($Number(object.stepsTotal) !== 0)
                        message.stepsTotal = object.stepsTotal >>> 0;
                if (object.view != null) {
                    if (!$util.isObject(object.view))
                        throw $TypeError(".codistill.v1.CoordinatorSnapshot.view: object expected");
                    message.view = $root.codistill.v1.View.fromObject(object.view, _depth + 1);
                }
                if (object.rounds) {
                    if (!$Array.isArray(object.rounds))
                        throw $TypeError(".codistill.v1.CoordinatorSnapshot.rounds: array expected");
                    message.rounds = $Array(object.rounds.length);
                    for (let i = 0; i < object.rounds.length; ++i) {
                        if (!$util.isObject(object.rounds[i]))
                            throw $TypeError(".codistill.v1.CoordinatorSnapshot.rounds: object expected");
                        message.rounds[i] = $root.codistill.v1.Round.fromObject(object.rounds[i], _depth + 1);
                    }
                }
                if (object.stop != null) {
                    if (!$util.isObject(object.stop))
                        throw $TypeError(".codistill.v1.CoordinatorSnapshot.stop: object expected");
                    message.stop = $root.codistill.v1.Stop.fromObject(object.stop, _depth + 1);
                }
                if (object.peers) {
                    if (!$Array.isArray(object.peers))
                        throw $TypeError(".codistill.v1.CoordinatorSnapshot.peers: array expected");
                    message.peers = $Array(object.peers.length);
                    for (let i = 0; i < object.peers.length; ++i) {
                        if (!$util.isObject(object.peers[i]))
                            throw $TypeError(".codistill.v1.CoordinatorSnapshot.peers: object expected");
                        message.peers[i] = $root.codistill.v1.SnapshotPeer.fromObject(object.peers[i], _depth + 1);
                    }
                }
                if (object.patienceUsed != null)
                    if ($Number(object.patienceUsed) !== 0)
                        message.patienceUsed = object.patienceUsed >>> 0;
                if (object.roundMax != null)
                    if ($Number(object.roundMax) !== 0)
                        message.roundMax = object.roundMax >>> 0;
                if (object.boundaryStep != null)
                    if ($Number(object.boundaryStep) !== 0)
                        message.boundaryStep = object.boundaryStep >>> 0;
                if (object.evaluations) {
                    if (!$Array.isArray(object.evaluations))
                        throw $TypeError(".codistill.v1.CoordinatorSnapshot.evaluations: array expected");
                    message.evaluations = $Array(object.evaluations.length);
                    for (let i = 0; i < object.evaluations.length; ++i) {
                        if (!$util.isObject(object.evaluations[i]))
                            throw $TypeError(".codistill.v1.CoordinatorSnapshot.evaluations: object expected");
                        message.evaluations[i] = $root.codistill.v1.SnapshotEvaluation.fromObject(object.evaluations[i], _depth + 1);
                    }
                }
                if (object.classNames) {
                    if (!$Array.isArray(object.classNames))
                        throw $TypeError(".codistill.v1.CoordinatorSnapshot.classNames: array expected");
                    message.classNames = $Array(object.classNames.length);
                    for (let i = 0; i < object.classNames.length; ++i)
                        message.classNames[i] = $String(object.classNames[i]);
                }
                if (object.modules) {
                    if (!$Array.isArray(object.modules))
                        throw $TypeError(".codistill.v1.CoordinatorSnapshot.modules: array expected");
                    message.modules = $Array(object.modules.length);
                    for (let i = 0; i < object.modules.length; ++i) {
                        if (!$util.isObject(object.modules[i]))
                            throw $TypeError(".codistill.v1.CoordinatorSnapshot.modules: object expected");
                        message.modules[i] = $root.codistill.v1.ModuleDigest.fromObject(object.modules[i], _depth + 1);
                    }
                }
                if (object.names) {
                    if (!$Array.isArray(object.names))
                        throw $TypeError(".codistill.v1.CoordinatorSnapshot.names: array expected");
                    message.names = $Array(object.names.length);
                    for (let i = 0; i < object.names.length; ++i)
                        message.names[i] = $String(object.names[i]);
                }
                return message;
            };

            /**
             * Creates a plain object from a CoordinatorSnapshot message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.CoordinatorSnapshot
             * @static
             * @param {codistill.v1.CoordinatorSnapshot} message CoordinatorSnapshot
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            CoordinatorSnapshot.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.rounds = [];
                    object.peers = [];
                    object.evaluations = [];
                    object.classNames = [];
                    object.modules = [];
                    object.names = [];
                }
                if (options.defaults) {
                    object.runId = "";
                    object.term = 0;
                    object.runSpecHash = "";
                    object.dataDigest = "";
                    object.classes = 0;
                    object.stepsTotal = 0;
                    object.view = null;
                    object.stop = null;
                    object.patienceUsed = 0;
                    object.roundMax = 0;
                    object.boundaryStep = 0;
                }
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.term != null && $Object.hasOwnProperty.call(message, "term"))
                    object.term = message.term;
                if (message.runSpecHash != null && $Object.hasOwnProperty.call(message, "runSpecHash"))
                    object.runSpecHash = message.runSpecHash;
                if (message.dataDigest != null && $Object.hasOwnProperty.call(message, "dataDigest"))
                    object.dataDigest = message.dataDigest;
                if (message.classes != null && $Object.hasOwnProperty.call(message, "classes"))
                    object.classes = message.classes;
                if (message.stepsTotal != null && $Object.hasOwnProperty.call(message, "stepsTotal"))
                    object.stepsTotal = message.stepsTotal;
                if (message.view != null && $Object.hasOwnProperty.call(message, "view"))
                    object.view = $root.codistill.v1.View.toObject(message.view, options, _depth + 1);
                if (message.rounds && message.rounds.length) {
                    object.rounds = $Array(message.rounds.length);
                    for (let j = 0; j < message.rounds.length; ++j)
                        object.rounds[j] = $root.codistill.v1.Round.toObject(message.rounds[j], options, _depth + 1);
                }
                if (message.stop != null && $Object.hasOwnProperty.call(message, "stop"))
                    object.stop = $root.codistill.v1.Stop.toObject(message.stop, options, _depth + 1);
                if (message.peers && message.peers.length) {
                    object.peers = $Array(message.peers.length);
                    for (let j = 0; j < message.peers.length; ++j)
                        object.peers[j] = $root.codistill.v1.SnapshotPeer.toObject(message.peers[j], options, _depth + 1);
                }
                if (message.patienceUsed != null && $Object.hasOwnProperty.call(message, "patienceUsed"))
                    object.patienceUsed = message.patienceUsed;
                if (message.roundMax != null && $Object.hasOwnProperty.call(message, "roundMax"))
                    object.roundMax = message.roundMax;
                if (message.boundaryStep != null && $Object.hasOwnProperty.call(message, "boundaryStep"))
                    object.boundaryStep = message.boundaryStep;
                if (message.evaluations && message.evaluations.length) {
                    object.evaluations = $Array(message.evaluations.length);
                    for (let j = 0; j < message.evaluations.length; ++j)
                        object.evaluations[j] = $root.codistill.v1.SnapshotEvaluation.toObject(message.evaluations[j], options, _depth + 1);
                }
                if (message.classNames && message.classNames.length) {
                    object.classNames = $Array(message.classNames.length);
                    for (let j = 0; j < message.classNames.length; ++j)
                        object.classNames[j] = message.classNames[j];
                }
                if (message.modules && message.modules.length) {
                    object.modules = $Array(message.modules.length);
                    for (let j = 0; j < message.modules.length; ++j)
                        object.modules[j] = $root.codistill.v1.ModuleDigest.toObject(message.modules[j], options, _depth + 1);
                }
                if (message.names && message.names.length) {
                    object.names = $Array(message.names.length);
                    for (let j = 0; j < message.names.length; ++j)
                        object.names[j] = message.names[j];
                }
                return object;
            };

            /**
             * Converts this CoordinatorSnapshot to JSON.
             * @function toJSON
             * @memberof codistill.v1.CoordinatorSnapshot
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            CoordinatorSnapshot.prototype.toJSON = function() {
                return CoordinatorSnapshot.toObject(this, $protobuf.util.toJSONOptions);
            };

            return CoordinatorSnapshot;
        })();

        /**
         * Dtype enum.
         * @name codistill.v1.Dtype
         * @enum {number}
         * @property {number} DTYPE_UNSPECIFIED=0 DTYPE_UNSPECIFIED value
         * @property {number} DTYPE_FLOAT32=1 DTYPE_FLOAT32 value
         * @property {number} DTYPE_FLOAT16=2 DTYPE_FLOAT16 value
         * @property {number} DTYPE_INT8=3 DTYPE_INT8 value
         * @property {number} DTYPE_TOP_K=4 DTYPE_TOP_K value
         */
        v1.Dtype = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DTYPE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "DTYPE_FLOAT32"] = 1;
            values[valuesById[2] = "DTYPE_FLOAT16"] = 2;
            values[valuesById[3] = "DTYPE_INT8"] = 3;
            values[valuesById[4] = "DTYPE_TOP_K"] = 4;
            return values;
        })();

        /**
         * Phase enum.
         * @name codistill.v1.Phase
         * @enum {number}
         * @property {number} PHASE_BEFORE_UPDATE=0 PHASE_BEFORE_UPDATE value
         * @property {number} PHASE_AFTER_UPDATE=1 PHASE_AFTER_UPDATE value
         * @property {number} PHASE_ANSWER=2 PHASE_ANSWER value
         */
        v1.Phase = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "PHASE_BEFORE_UPDATE"] = 0;
            values[valuesById[1] = "PHASE_AFTER_UPDATE"] = 1;
            values[valuesById[2] = "PHASE_ANSWER"] = 2;
            return values;
        })();

        v1.Prediction = (function() {

            /**
             * Properties of a Prediction.
             * @typedef {Object} codistill.v1.Prediction.$Properties
             * @property {string|null} [runId] Prediction runId
             * @property {number|null} [viewVersion] Prediction viewVersion
             * @property {number|null} [epoch] Prediction epoch
             * @property {number|null} [step] Prediction step
             * @property {codistill.v1.Phase|null} [phase] Prediction phase
             * @property {Uint8Array|null} [batchDigest] Prediction batchDigest
             * @property {string|null} [sender] Prediction sender
             * @property {number|null} [incarnation] Prediction incarnation
             * @property {number|null} [rows] Prediction rows
             * @property {number|null} [classes] Prediction classes
             * @property {codistill.v1.Dtype|null} [dtype] Prediction dtype
             * @property {number|null} [checksum] Prediction checksum
             * @property {number|null} [madeAtStep] Prediction madeAtStep
             * @property {boolean|null} [withIds] Prediction withIds
             * @property {number|null} [topK] Prediction topK
             * @property {Array.<number>|null} [featureShape] Prediction featureShape
             * @property {boolean|null} [validated] Prediction validated
             * @property {number|null} [validationAccuracy] Prediction validationAccuracy
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Prediction.
             * @memberof codistill.v1
             * @interface IPrediction
             * @augments codistill.v1.Prediction.$Properties
             * @deprecated Use codistill.v1.Prediction.$Properties instead.
             */

            /**
             * Shape of a Prediction.
             * @typedef {codistill.v1.Prediction.$Properties} codistill.v1.Prediction.$Shape
             */

            /**
             * Constructs a new Prediction.
             * @memberof codistill.v1
             * @classdesc Represents a Prediction.
             * @constructor
             * @param {codistill.v1.Prediction.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Prediction = function (properties) {
                this.featureShape = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Prediction runId.
             * @member {string} runId
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.runId = "";

            /**
             * Prediction viewVersion.
             * @member {number} viewVersion
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.viewVersion = 0;

            /**
             * Prediction epoch.
             * @member {number} epoch
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.epoch = 0;

            /**
             * Prediction step.
             * @member {number} step
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.step = 0;

            /**
             * Prediction phase.
             * @member {codistill.v1.Phase} phase
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.phase = 0;

            /**
             * Prediction batchDigest.
             * @member {Uint8Array} batchDigest
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.batchDigest = $util.newBuffer([]);

            /**
             * Prediction sender.
             * @member {string} sender
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.sender = "";

            /**
             * Prediction incarnation.
             * @member {number} incarnation
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.incarnation = 0;

            /**
             * Prediction rows.
             * @member {number} rows
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.rows = 0;

            /**
             * Prediction classes.
             * @member {number} classes
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.classes = 0;

            /**
             * Prediction dtype.
             * @member {codistill.v1.Dtype} dtype
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.dtype = 0;

            /**
             * Prediction checksum.
             * @member {number} checksum
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.checksum = 0;

            /**
             * Prediction madeAtStep.
             * @member {number} madeAtStep
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.madeAtStep = 0;

            /**
             * Prediction withIds.
             * @member {boolean} withIds
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.withIds = false;

            /**
             * Prediction topK.
             * @member {number} topK
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.topK = 0;

            /**
             * Prediction featureShape.
             * @member {Array.<number>} featureShape
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.featureShape = $util.emptyArray;

            /**
             * Prediction validated.
             * @member {boolean} validated
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.validated = false;

            /**
             * Prediction validationAccuracy.
             * @member {number} validationAccuracy
             * @memberof codistill.v1.Prediction
             * @instance
             */
            Prediction.prototype.validationAccuracy = 0;

            /**
             * Creates a new Prediction instance using the specified properties.
             * @function create
             * @memberof codistill.v1.Prediction
             * @static
             * @param {codistill.v1.Prediction.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.Prediction} Prediction instance
             * @type {{
             *   (properties: codistill.v1.Prediction.$Shape): codistill.v1.Prediction & codistill.v1.Prediction.$Shape;
             *   (properties?: codistill.v1.Prediction.$Properties): codistill.v1.Prediction;
             * }}
             */
            Prediction.create = function(properties) {
                return new Prediction(properties);
            };

            /**
             * Encodes the specified Prediction message. Does not implicitly {@link codistill.v1.Prediction.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.Prediction
             * @static
             * @param {codistill.v1.Prediction.$Properties} message Prediction message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Prediction.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.viewVersion != null && $Object.hasOwnProperty.call(message, "viewVersion") && message.viewVersion !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.viewVersion);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.epoch);
                if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.step);
                if (message.phase != null && $Object.hasOwnProperty.call(message, "phase") && message.phase !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).int32(message.phase);
                if (message.batchDigest != null && $Object.hasOwnProperty.call(message, "batchDigest") && message.batchDigest.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.batchDigest);
                if (message.sender != null && $Object.hasOwnProperty.call(message, "sender") && message.sender !== "")
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.sender);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.incarnation);
                if (message.rows != null && $Object.hasOwnProperty.call(message, "rows") && message.rows !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.rows);
                if (message.classes != null && $Object.hasOwnProperty.call(message, "classes") && message.classes !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.classes);
                if (message.dtype != null && $Object.hasOwnProperty.call(message, "dtype") && message.dtype !== 0)
                    writer.uint32(/* id 11, wireType 0 =*/88).int32(message.dtype);
                if (message.checksum != null && $Object.hasOwnProperty.call(message, "checksum") && message.checksum !== 0)
                    writer.uint32(/* id 12, wireType 5 =*/101).fixed32(message.checksum);
                if (message.madeAtStep != null && $Object.hasOwnProperty.call(message, "madeAtStep") && message.madeAtStep !== 0)
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.madeAtStep);
                if (message.withIds != null && $Object.hasOwnProperty.call(message, "withIds") && message.withIds !== false)
                    writer.uint32(/* id 14, wireType 0 =*/112).bool(message.withIds);
                if (message.topK != null && $Object.hasOwnProperty.call(message, "topK") && message.topK !== 0)
                    writer.uint32(/* id 15, wireType 0 =*/120).uint32(message.topK);
                if (message.featureShape != null && message.featureShape.length)
                    writer.uint32(/* id 16, wireType 2 =*/130).uint32s(message.featureShape);
                if (message.validated != null && $Object.hasOwnProperty.call(message, "validated") && message.validated !== false)
                    writer.uint32(/* id 17, wireType 0 =*/136).bool(message.validated);
                if (message.validationAccuracy != null && $Object.hasOwnProperty.call(message, "validationAccuracy") && !$Object.is(message.validationAccuracy, 0))
                    writer.uint32(/* id 18, wireType 1 =*/145).double(message.validationAccuracy);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Prediction message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.Prediction
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.Prediction & codistill.v1.Prediction.$Shape} Prediction
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Prediction.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.Prediction();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.viewVersion = value;
                            else
                                delete message.viewVersion;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.step = value;
                            else
                                delete message.step;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.phase = value;
                            else
                                delete message.phase;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.batchDigest = value;
                            else
                                delete message.batchDigest;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sender = value;
                            else
                                delete message.sender;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rows = value;
                            else
                                delete message.rows;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.classes = value;
                            else
                                delete message.classes;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.dtype = value;
                            else
                                delete message.dtype;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 5)
                                break;
                            if (value = reader.fixed32())
                                message.checksum = value;
                            else
                                delete message.checksum;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.madeAtStep = value;
                            else
                                delete message.madeAtStep;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.withIds = value;
                            else
                                delete message.withIds;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.topK = value;
                            else
                                delete message.topK;
                            continue;
                        }
                    case 16: {
                            if (wireType === 2) {
                                if (!(message.featureShape && message.featureShape.length))
                                    message.featureShape = [];
                                reader.uint32s(message.featureShape);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.featureShape && message.featureShape.length))
                                message.featureShape = [];
                            message.featureShape.push(reader.uint32());
                            continue;
                        }
                    case 17: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.validated = value;
                            else
                                delete message.validated;
                            continue;
                        }
                    case 18: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.validationAccuracy = value;
                            else
                                delete message.validationAccuracy;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Prediction message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.Prediction
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.Prediction} Prediction
             */
            Prediction.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.Prediction)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.Prediction: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.Prediction();
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.viewVersion != null)
                    if ($Number(object.viewVersion) !== 0)
                        message.viewVersion = object.viewVersion >>> 0;
                if (object.epoch != null)
                    if ($Number(object.epoch) !== 0)
                        message.epoch = object.epoch >>> 0;
                if (object.step != null)
                    if ($Number(object.step) !== 0)
                        message.step = object.step >>> 0;
                if (object.phase !== 0 && (typeof object.phase !== "string" || $root.codistill.v1.Phase[object.phase] !== 0))
                    switch (object.phase) {
                    case "PHASE_BEFORE_UPDATE":
                    case 0:
                        message.phase = 0;
                        break;
                    case "PHASE_AFTER_UPDATE":
                    case 1:
                        message.phase = 1;
                        break;
                    case "PHASE_ANSWER":
                    case 2:
                        message.phase = 2;
                        break;
                    default:
                        if (typeof object.phase === "number" && (object.phase | 0) === object.phase)
                            message.phase = object.phase;
                    }
                if (object.batchDigest != null)
                    if (object.batchDigest.length)
                        if (typeof object.batchDigest === "string")
                            $util.base64.decode(object.batchDigest, message.batchDigest = $util.newBuffer($util.base64.length(object.batchDigest)), 0);
                        else if (object.batchDigest.length >= 0)
                            message.batchDigest = object.batchDigest;
                if (object.sender != null)
                    if (typeof object.sender !== "string" || object.sender.length)
                        message.sender = $String(object.sender);
                if (object.incarnation != null)
                    if ($Number(object.incarnation) !== 0)
                        message.incarnation = object.incarnation >>> 0;
                if (object.rows != null)
                    if ($Number(object.rows) !== 0)
                        message.rows = object.rows >>> 0;
                if (object.classes != null)
                    if ($Number(object.classes) !== 0)
                        message.classes = object.classes >>> 0;
                if (object.dtype !== 0 && (typeof object.dtype !== "string" || $root.codistill.v1.Dtype[object.dtype] !== 0))
                    switch (object.dtype) {
                    case "DTYPE_UNSPECIFIED":
                    case 0:
                        message.dtype = 0;
                        break;
                    case "DTYPE_FLOAT32":
                    case 1:
                        message.dtype = 1;
                        break;
                    case "DTYPE_FLOAT16":
                    case 2:
                        message.dtype = 2;
                        break;
                    case "DTYPE_INT8":
                    case 3:
                        message.dtype = 3;
                        break;
                    case "DTYPE_TOP_K":
                    case 4:
                        message.dtype = 4;
                        break;
                    default:
                        if (typeof object.dtype === "number" && (object.dtype | 0) === object.dtype)
                            message.dtype = object.dtype;
                    }
                if (object.checksum != null)
                    if ($Number(object.checksum) !== 0)
                        message.checksum = object.checksum >>> 0;
                if (object.madeAtStep != null)
                    if ($Number(object.madeAtStep) !== 0)
                        message.madeAtStep = object.madeAtStep >>> 0;
                if (object.withIds != null)
                    if (object.withIds)
                        message.withIds = $Boolean(object.withIds);
                if (object.topK != null)
                    if ($Number(object.topK) !== 0)
                        message.topK = object.topK >>> 0;
                if (object.featureShape) {
                    if (!$Array.isArray(object.featureShape))
                        throw $TypeError(".codistill.v1.Prediction.featureShape: array expected");
                    message.featureShape = $Array(object.featureShape.length);
                    for (let i = 0; i < object.featureShape.length; ++i)
                        message.featureShape[i] = object.featureShape[i] >>> 0;
                }
                if (object.validated != null)
                    if (object.validated)
                        message.validated = $Boolean(object.validated);
                if (object.validationAccuracy != null)
                    if (!$Object.is($Number(object.validationAccuracy), 0))
                        message.validationAccuracy = $Number(object.validationAccuracy);
                return message;
            };

            /**
             * Creates a plain object from a Prediction message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.Prediction
             * @static
             * @param {codistill.v1.Prediction} message Prediction
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Prediction.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.featureShape = [];
                if (options.defaults) {
                    object.runId = "";
                    object.viewVersion = 0;
                    object.epoch = 0;
                    object.step = 0;
                    object.phase = options.enums === $String ? "PHASE_BEFORE_UPDATE" : 0;
                    if (options.bytes === $String)
                        object.batchDigest = "";
                    else {
                        object.batchDigest = [];
                        if (options.bytes !== $Array)
                            object.batchDigest = $util.newBuffer(object.batchDigest);
                    }
                    object.sender = "";
                    object.incarnation = 0;
                    object.rows = 0;
                    object.classes = 0;
                    object.dtype = options.enums === $String ? "DTYPE_UNSPECIFIED" : 0;
                    object.checksum = 0;
                    object.madeAtStep = 0;
                    object.withIds = false;
                    object.topK = 0;
                    object.validated = false;
                    object.validationAccuracy = 0;
                }
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.viewVersion != null && $Object.hasOwnProperty.call(message, "viewVersion"))
                    object.viewVersion = message.viewVersion;
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch"))
                    object.epoch = message.epoch;
                if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                    object.step = message.step;
                if (message.phase != null && $Object.hasOwnProperty.call(message, "phase"))
                    object.phase = options.enums === $String ? $root.codistill.v1.Phase[message.phase] === $undefined ? message.phase : $root.codistill.v1.Phase[message.phase] : message.phase;
                if (message.batchDigest != null && $Object.hasOwnProperty.call(message, "batchDigest"))
                    object.batchDigest = options.bytes === $String ? $util.base64.encode(message.batchDigest, 0, message.batchDigest.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.batchDigest) : message.batchDigest;
                if (message.sender != null && $Object.hasOwnProperty.call(message, "sender"))
                    object.sender = message.sender;
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation"))
                    object.incarnation = message.incarnation;
                if (message.rows != null && $Object.hasOwnProperty.call(message, "rows"))
                    object.rows = message.rows;
                if (message.classes != null && $Object.hasOwnProperty.call(message, "classes"))
                    object.classes = message.classes;
                if (message.dtype != null && $Object.hasOwnProperty.call(message, "dtype"))
                    object.dtype = options.enums === $String ? $root.codistill.v1.Dtype[message.dtype] === $undefined ? message.dtype : $root.codistill.v1.Dtype[message.dtype] : message.dtype;
                if (message.checksum != null && $Object.hasOwnProperty.call(message, "checksum"))
                    object.checksum = message.checksum;
                if (message.madeAtStep != null && $Object.hasOwnProperty.call(message, "madeAtStep"))
                    object.madeAtStep = message.madeAtStep;
                if (message.withIds != null && $Object.hasOwnProperty.call(message, "withIds"))
                    object.withIds = message.withIds;
                if (message.topK != null && $Object.hasOwnProperty.call(message, "topK"))
                    object.topK = message.topK;
                if (message.featureShape && message.featureShape.length) {
                    object.featureShape = $Array(message.featureShape.length);
                    for (let j = 0; j < message.featureShape.length; ++j)
                        object.featureShape[j] = message.featureShape[j];
                }
                if (message.validated != null && $Object.hasOwnProperty.call(message, "validated"))
                    object.validated = message.validated;
                if (message.validationAccuracy != null && $Object.hasOwnProperty.call(message, "validationAccuracy"))
                    object.validationAccuracy = options.json && !$isFinite(message.validationAccuracy) ? $String(message.validationAccuracy) : message.validationAccuracy;
                return object;
            };

            /**
             * Converts this Prediction to JSON.
             * @function toJSON
             * @memberof codistill.v1.Prediction
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Prediction.prototype.toJSON = function() {
                return Prediction.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Prediction;
        })();

        v1.PredictionRequest = (function() {

            /**
             * Properties of a PredictionRequest.
             * @typedef {Object} codistill.v1.PredictionRequest.$Properties
             * @property {string|null} [runId] PredictionRequest runId
             * @property {string|null} [sender] PredictionRequest sender
             * @property {number|null} [incarnation] PredictionRequest incarnation
             * @property {number|null} [step] PredictionRequest step
             * @property {number|null} [rows] PredictionRequest rows
             * @property {number|null} [augmentationSeed] PredictionRequest augmentationSeed
             * @property {Uint8Array|null} [batchDigest] PredictionRequest batchDigest
             * @property {number|null} [checksum] PredictionRequest checksum
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PredictionRequest.
             * @memberof codistill.v1
             * @interface IPredictionRequest
             * @augments codistill.v1.PredictionRequest.$Properties
             * @deprecated Use codistill.v1.PredictionRequest.$Properties instead.
             */

            /**
             * Shape of a PredictionRequest.
             * @typedef {codistill.v1.PredictionRequest.$Properties} codistill.v1.PredictionRequest.$Shape
             */

            /**
             * Constructs a new PredictionRequest.
             * @memberof codistill.v1
             * @classdesc Represents a PredictionRequest.
             * @constructor
             * @param {codistill.v1.PredictionRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PredictionRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PredictionRequest runId.
             * @member {string} runId
             * @memberof codistill.v1.PredictionRequest
             * @instance
             */
            PredictionRequest.prototype.runId = "";

            /**
             * PredictionRequest sender.
             * @member {string} sender
             * @memberof codistill.v1.PredictionRequest
             * @instance
             */
            PredictionRequest.prototype.sender = "";

            /**
             * PredictionRequest incarnation.
             * @member {number} incarnation
             * @memberof codistill.v1.PredictionRequest
             * @instance
             */
            PredictionRequest.prototype.incarnation = 0;

            /**
             * PredictionRequest step.
             * @member {number} step
             * @memberof codistill.v1.PredictionRequest
             * @instance
             */
            PredictionRequest.prototype.step = 0;

            /**
             * PredictionRequest rows.
             * @member {number} rows
             * @memberof codistill.v1.PredictionRequest
             * @instance
             */
            PredictionRequest.prototype.rows = 0;

            /**
             * PredictionRequest augmentationSeed.
             * @member {number} augmentationSeed
             * @memberof codistill.v1.PredictionRequest
             * @instance
             */
            PredictionRequest.prototype.augmentationSeed = 0;

            /**
             * PredictionRequest batchDigest.
             * @member {Uint8Array} batchDigest
             * @memberof codistill.v1.PredictionRequest
             * @instance
             */
            PredictionRequest.prototype.batchDigest = $util.newBuffer([]);

            /**
             * PredictionRequest checksum.
             * @member {number} checksum
             * @memberof codistill.v1.PredictionRequest
             * @instance
             */
            PredictionRequest.prototype.checksum = 0;

            /**
             * Creates a new PredictionRequest instance using the specified properties.
             * @function create
             * @memberof codistill.v1.PredictionRequest
             * @static
             * @param {codistill.v1.PredictionRequest.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.PredictionRequest} PredictionRequest instance
             * @type {{
             *   (properties: codistill.v1.PredictionRequest.$Shape): codistill.v1.PredictionRequest & codistill.v1.PredictionRequest.$Shape;
             *   (properties?: codistill.v1.PredictionRequest.$Properties): codistill.v1.PredictionRequest;
             * }}
             */
            PredictionRequest.create = function(properties) {
                return new PredictionRequest(properties);
            };

            /**
             * Encodes the specified PredictionRequest message. Does not implicitly {@link codistill.v1.PredictionRequest.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.PredictionRequest
             * @static
             * @param {codistill.v1.PredictionRequest.$Properties} message PredictionRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PredictionRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.sender != null && $Object.hasOwnProperty.call(message, "sender") && message.sender !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.sender);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.incarnation);
                if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.step);
                if (message.rows != null && $Object.hasOwnProperty.call(message, "rows") && message.rows !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.rows);
                if (message.augmentationSeed != null && $Object.hasOwnProperty.call(message, "augmentationSeed") && message.augmentationSeed !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.augmentationSeed);
                if (message.batchDigest != null && $Object.hasOwnProperty.call(message, "batchDigest") && message.batchDigest.length)
                    writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.batchDigest);
                if (message.checksum != null && $Object.hasOwnProperty.call(message, "checksum") && message.checksum !== 0)
                    writer.uint32(/* id 8, wireType 5 =*/69).fixed32(message.checksum);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PredictionRequest message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.PredictionRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.PredictionRequest & codistill.v1.PredictionRequest.$Shape} PredictionRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PredictionRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.PredictionRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sender = value;
                            else
                                delete message.sender;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.step = value;
                            else
                                delete message.step;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rows = value;
                            else
                                delete message.rows;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.augmentationSeed = value;
                            else
                                delete message.augmentationSeed;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.batchDigest = value;
                            else
                                delete message.batchDigest;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 5)
                                break;
                            if (value = reader.fixed32())
                                message.checksum = value;
                            else
                                delete message.checksum;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a PredictionRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.PredictionRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.PredictionRequest} PredictionRequest
             */
            PredictionRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.PredictionRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.PredictionRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.PredictionRequest();
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.sender != null)
                    if (typeof object.sender !== "string" || object.sender.length)
                        message.sender = $String(object.sender);
                if (object.incarnation != null)
                    if ($Number(object.incarnation) !== 0)
                        message.incarnation = object.incarnation >>> 0;
                if (object.step != null)
                    if ($Number(object.step) !== 0)
                        message.step = object.step >>> 0;
                if (object.rows != null)
                    if ($Number(object.rows) !== 0)
                        message.rows = object.rows >>> 0;
                if (object.augmentationSeed != null)
                    if ($Number(object.augmentationSeed) !== 0)
                        message.augmentationSeed = object.augmentationSeed >>> 0;
                if (object.batchDigest != null)
                    if (object.batchDigest.length)
                        if (typeof object.batchDigest === "string")
                            $util.base64.decode(object.batchDigest, message.batchDigest = $util.newBuffer($util.base64.length(object.batchDigest)), 0);
                        else if (object.batchDigest.length >= 0)
                            message.batchDigest = object.batchDigest;
                if (object.checksum != null)
                    if ($Number(object.checksum) !== 0)
                        message.checksum = object.checksum >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a PredictionRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.PredictionRequest
             * @static
             * @param {codistill.v1.PredictionRequest} message PredictionRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            PredictionRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.runId = "";
                    object.sender = "";
                    object.incarnation = 0;
                    object.step = 0;
                    object.rows = 0;
                    object.augmentationSeed = 0;
                    if (options.bytes === $String)
                        object.batchDigest = "";
                    else {
                        object.batchDigest = [];
                        if (options.bytes !== $Array)
                            object.batchDigest = $util.newBuffer(object.batchDigest);
                    }
                    object.checksum = 0;
                }
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.sender != null && $Object.hasOwnProperty.call(message, "sender"))
                    object.sender = message.sender;
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation"))
                    object.incarnation = message.incarnation;
                if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                    object.step = message.step;
                if (message.rows != null && $Object.hasOwnProperty.call(message, "rows"))
                    object.rows = message.rows;
                if (message.augmentationSeed != null && $Object.hasOwnProperty.call(message, "augmentationSeed"))
                    object.augmentationSeed = message.augmentationSeed;
                if (message.batchDigest != null && $Object.hasOwnProperty.call(message, "batchDigest"))
                    object.batchDigest = options.bytes === $String ? $util.base64.encode(message.batchDigest, 0, message.batchDigest.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.batchDigest) : message.batchDigest;
                if (message.checksum != null && $Object.hasOwnProperty.call(message, "checksum"))
                    object.checksum = message.checksum;
                return object;
            };

            /**
             * Converts this PredictionRequest to JSON.
             * @function toJSON
             * @memberof codistill.v1.PredictionRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            PredictionRequest.prototype.toJSON = function() {
                return PredictionRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            return PredictionRequest;
        })();

        v1.Hello = (function() {

            /**
             * Properties of a Hello.
             * @typedef {Object} codistill.v1.Hello.$Properties
             * @property {number|null} [protocolVersion] Hello protocolVersion
             * @property {string|null} [runId] Hello runId
             * @property {string|null} [sender] Hello sender
             * @property {number|null} [incarnation] Hello incarnation
             * @property {number|null} [number] Hello number
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Hello.
             * @memberof codistill.v1
             * @interface IHello
             * @augments codistill.v1.Hello.$Properties
             * @deprecated Use codistill.v1.Hello.$Properties instead.
             */

            /**
             * Shape of a Hello.
             * @typedef {codistill.v1.Hello.$Properties} codistill.v1.Hello.$Shape
             */

            /**
             * Constructs a new Hello.
             * @memberof codistill.v1
             * @classdesc Represents a Hello.
             * @constructor
             * @param {codistill.v1.Hello.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Hello = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Hello protocolVersion.
             * @member {number} protocolVersion
             * @memberof codistill.v1.Hello
             * @instance
             */
            Hello.prototype.protocolVersion = 0;

            /**
             * Hello runId.
             * @member {string} runId
             * @memberof codistill.v1.Hello
             * @instance
             */
            Hello.prototype.runId = "";

            /**
             * Hello sender.
             * @member {string} sender
             * @memberof codistill.v1.Hello
             * @instance
             */
            Hello.prototype.sender = "";

            /**
             * Hello incarnation.
             * @member {number} incarnation
             * @memberof codistill.v1.Hello
             * @instance
             */
            Hello.prototype.incarnation = 0;

            /**
             * Hello number.
             * @member {number} number
             * @memberof codistill.v1.Hello
             * @instance
             */
            Hello.prototype.number = 0;

            /**
             * Creates a new Hello instance using the specified properties.
             * @function create
             * @memberof codistill.v1.Hello
             * @static
             * @param {codistill.v1.Hello.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.Hello} Hello instance
             * @type {{
             *   (properties: codistill.v1.Hello.$Shape): codistill.v1.Hello & codistill.v1.Hello.$Shape;
             *   (properties?: codistill.v1.Hello.$Properties): codistill.v1.Hello;
             * }}
             */
            Hello.create = function(properties) {
                return new Hello(properties);
            };

            /**
             * Encodes the specified Hello message. Does not implicitly {@link codistill.v1.Hello.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.Hello
             * @static
             * @param {codistill.v1.Hello.$Properties} message Hello message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Hello.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion") && message.protocolVersion !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.protocolVersion);
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.runId);
                if (message.sender != null && $Object.hasOwnProperty.call(message, "sender") && message.sender !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.sender);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.incarnation);
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.number);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Hello message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.Hello
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.Hello & codistill.v1.Hello.$Shape} Hello
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Hello.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.Hello();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.protocolVersion = value;
                            else
                                delete message.protocolVersion;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sender = value;
                            else
                                delete message.sender;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.number = value;
                            else
                                delete message.number;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Hello message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.Hello
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.Hello} Hello
             */
            Hello.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.Hello)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.Hello: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.Hello();
                if (object.protocolVersion != null)
                    if ($Number(object.protocolVersion) !== 0)
                        message.protocolVersion = object.protocolVersion >>> 0;
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.sender != null)
                    if (typeof object.sender !== "string" || object.sender.length)
                        message.sender = $String(object.sender);
                if (object.incarnation != null)
                    if ($Number(object.incarnation) !== 0)
                        message.incarnation = object.incarnation >>> 0;
                if (object.number != null)
                    if ($Number(object.number) !== 0)
                        message.number = object.number >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a Hello message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.Hello
             * @static
             * @param {codistill.v1.Hello} message Hello
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Hello.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.protocolVersion = 0;
                    object.runId = "";
                    object.sender = "";
                    object.incarnation = 0;
                    object.number = 0;
                }
                if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion"))
                    object.protocolVersion = message.protocolVersion;
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.sender != null && $Object.hasOwnProperty.call(message, "sender"))
                    object.sender = message.sender;
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation"))
                    object.incarnation = message.incarnation;
                if (message.number != null && $Object.hasOwnProperty.call(message, "number"))
                    object.number = message.number;
                return object;
            };

            /**
             * Converts this Hello to JSON.
             * @function toJSON
             * @memberof codistill.v1.Hello
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Hello.prototype.toJSON = function() {
                return Hello.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Hello;
        })();

        v1.Credit = (function() {

            /**
             * Properties of a Credit.
             * @typedef {Object} codistill.v1.Credit.$Properties
             * @property {string|null} [runId] Credit runId
             * @property {number|null} [batches] Credit batches
             * @property {number|null} [hello] Credit hello
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Credit.
             * @memberof codistill.v1
             * @interface ICredit
             * @augments codistill.v1.Credit.$Properties
             * @deprecated Use codistill.v1.Credit.$Properties instead.
             */

            /**
             * Shape of a Credit.
             * @typedef {codistill.v1.Credit.$Properties} codistill.v1.Credit.$Shape
             */

            /**
             * Constructs a new Credit.
             * @memberof codistill.v1
             * @classdesc Represents a Credit.
             * @constructor
             * @param {codistill.v1.Credit.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Credit = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Credit runId.
             * @member {string} runId
             * @memberof codistill.v1.Credit
             * @instance
             */
            Credit.prototype.runId = "";

            /**
             * Credit batches.
             * @member {number} batches
             * @memberof codistill.v1.Credit
             * @instance
             */
            Credit.prototype.batches = 0;

            /**
             * Credit hello.
             * @member {number} hello
             * @memberof codistill.v1.Credit
             * @instance
             */
            Credit.prototype.hello = 0;

            /**
             * Creates a new Credit instance using the specified properties.
             * @function create
             * @memberof codistill.v1.Credit
             * @static
             * @param {codistill.v1.Credit.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.Credit} Credit instance
             * @type {{
             *   (properties: codistill.v1.Credit.$Shape): codistill.v1.Credit & codistill.v1.Credit.$Shape;
             *   (properties?: codistill.v1.Credit.$Properties): codistill.v1.Credit;
             * }}
             */
            Credit.create = function(properties) {
                return new Credit(properties);
            };

            /**
             * Encodes the specified Credit message. Does not implicitly {@link codistill.v1.Credit.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.Credit
             * @static
             * @param {codistill.v1.Credit.$Properties} message Credit message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Credit.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.batches != null && $Object.hasOwnProperty.call(message, "batches") && message.batches !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.batches);
                if (message.hello != null && $Object.hasOwnProperty.call(message, "hello") && message.hello !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.hello);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Credit message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.Credit
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.Credit & codistill.v1.Credit.$Shape} Credit
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Credit.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.Credit();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.batches = value;
                            else
                                delete message.batches;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.hello = value;
                            else
                                delete message.hello;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Credit message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.Credit
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.Credit} Credit
             */
            Credit.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.Credit)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.Credit: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.Credit();
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.batches != null)
                    if ($Number(object.batches) !== 0)
                        message.batches = object.batches >>> 0;
                if (object.hello != null)
                    if ($Number(object.hello) !== 0)
                        message.hello = object.hello >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a Credit message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.Credit
             * @static
             * @param {codistill.v1.Credit} message Credit
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Credit.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.runId = "";
                    object.batches = 0;
                    object.hello = 0;
                }
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.batches != null && $Object.hasOwnProperty.call(message, "batches"))
                    object.batches = message.batches;
                if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                    object.hello = message.hello;
                return object;
            };

            /**
             * Converts this Credit to JSON.
             * @function toJSON
             * @memberof codistill.v1.Credit
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Credit.prototype.toJSON = function() {
                return Credit.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Credit;
        })();

        v1.Busy = (function() {

            /**
             * Properties of a Busy.
             * @typedef {Object} codistill.v1.Busy.$Properties
             * @property {string|null} [runId] Busy runId
             * @property {string|null} [sender] Busy sender
             * @property {number|null} [incarnation] Busy incarnation
             * @property {number|null} [step] Busy step
             * @property {number|null} [forMs] Busy forMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Busy.
             * @memberof codistill.v1
             * @interface IBusy
             * @augments codistill.v1.Busy.$Properties
             * @deprecated Use codistill.v1.Busy.$Properties instead.
             */

            /**
             * Shape of a Busy.
             * @typedef {codistill.v1.Busy.$Properties} codistill.v1.Busy.$Shape
             */

            /**
             * Constructs a new Busy.
             * @memberof codistill.v1
             * @classdesc Represents a Busy.
             * @constructor
             * @param {codistill.v1.Busy.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Busy = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Busy runId.
             * @member {string} runId
             * @memberof codistill.v1.Busy
             * @instance
             */
            Busy.prototype.runId = "";

            /**
             * Busy sender.
             * @member {string} sender
             * @memberof codistill.v1.Busy
             * @instance
             */
            Busy.prototype.sender = "";

            /**
             * Busy incarnation.
             * @member {number} incarnation
             * @memberof codistill.v1.Busy
             * @instance
             */
            Busy.prototype.incarnation = 0;

            /**
             * Busy step.
             * @member {number} step
             * @memberof codistill.v1.Busy
             * @instance
             */
            Busy.prototype.step = 0;

            /**
             * Busy forMs.
             * @member {number} forMs
             * @memberof codistill.v1.Busy
             * @instance
             */
            Busy.prototype.forMs = 0;

            /**
             * Creates a new Busy instance using the specified properties.
             * @function create
             * @memberof codistill.v1.Busy
             * @static
             * @param {codistill.v1.Busy.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.Busy} Busy instance
             * @type {{
             *   (properties: codistill.v1.Busy.$Shape): codistill.v1.Busy & codistill.v1.Busy.$Shape;
             *   (properties?: codistill.v1.Busy.$Properties): codistill.v1.Busy;
             * }}
             */
            Busy.create = function(properties) {
                return new Busy(properties);
            };

            /**
             * Encodes the specified Busy message. Does not implicitly {@link codistill.v1.Busy.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.Busy
             * @static
             * @param {codistill.v1.Busy.$Properties} message Busy message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Busy.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.sender != null && $Object.hasOwnProperty.call(message, "sender") && message.sender !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.sender);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.incarnation);
                if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.step);
                if (message.forMs != null && $Object.hasOwnProperty.call(message, "forMs") && !$Object.is(message.forMs, 0))
                    writer.uint32(/* id 5, wireType 1 =*/41).double(message.forMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Busy message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.Busy
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.Busy & codistill.v1.Busy.$Shape} Busy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Busy.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.Busy();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sender = value;
                            else
                                delete message.sender;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.step = value;
                            else
                                delete message.step;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.forMs = value;
                            else
                                delete message.forMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Busy message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.Busy
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.Busy} Busy
             */
            Busy.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.Busy)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.Busy: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.Busy();
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.sender != null)
                    if (typeof object.sender !== "string" || object.sender.length)
                        message.sender = $String(object.sender);
                if (object.incarnation != null)
                    if ($Number(object.incarnation) !== 0)
                        message.incarnation = object.incarnation >>> 0;
                if (object.step != null)
                    if ($Number(object.step) !== 0)
                        message.step = object.step >>> 0;
                if (object.forMs != null)
                    if (!$Object.is($Number(object.forMs), 0))
                        message.forMs = $Number(object.forMs);
                return message;
            };

            /**
             * Creates a plain object from a Busy message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.Busy
             * @static
             * @param {codistill.v1.Busy} message Busy
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Busy.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.runId = "";
                    object.sender = "";
                    object.incarnation = 0;
                    object.step = 0;
                    object.forMs = 0;
                }
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.sender != null && $Object.hasOwnProperty.call(message, "sender"))
                    object.sender = message.sender;
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation"))
                    object.incarnation = message.incarnation;
                if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                    object.step = message.step;
                if (message.forMs != null && $Object.hasOwnProperty.call(message, "forMs"))
                    object.forMs = options.json && !$isFinite(message.forMs) ? $String(message.forMs) : message.forMs;
                return object;
            };

            /**
             * Converts this Busy to JSON.
             * @function toJSON
             * @memberof codistill.v1.Busy
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Busy.prototype.toJSON = function() {
                return Busy.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Busy;
        })();

        v1.DataHeader = (function() {

            /**
             * Properties of a DataHeader.
             * @typedef {Object} codistill.v1.DataHeader.$Properties
             * @property {codistill.v1.Prediction.$Properties|null} [prediction] DataHeader prediction
             * @property {codistill.v1.Hello.$Properties|null} [hello] DataHeader hello
             * @property {codistill.v1.Credit.$Properties|null} [credit] DataHeader credit
             * @property {codistill.v1.Busy.$Properties|null} [busy] DataHeader busy
             * @property {codistill.v1.PredictionRequest.$Properties|null} [request] DataHeader request
             * @property {"prediction"|"hello"|"credit"|"busy"|"request"} [body] DataHeader body
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DataHeader.
             * @memberof codistill.v1
             * @interface IDataHeader
             * @augments codistill.v1.DataHeader.$Properties
             * @deprecated Use codistill.v1.DataHeader.$Properties instead.
             */

            /**
             * Narrowed shape of a DataHeader.
             * @typedef {{
             *   prediction?: codistill.v1.Prediction.$Shape|null;
             *   hello?: codistill.v1.Hello.$Shape|null;
             *   credit?: codistill.v1.Credit.$Shape|null;
             *   busy?: codistill.v1.Busy.$Shape|null;
             *   request?: codistill.v1.PredictionRequest.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ body?: undefined; prediction?: null; hello?: null; credit?: null; busy?: null; request?: null }|{ body?: "prediction"; prediction: codistill.v1.Prediction.$Shape; hello?: null; credit?: null; busy?: null; request?: null }|{ body?: "hello"; prediction?: null; hello: codistill.v1.Hello.$Shape; credit?: null; busy?: null; request?: null }|{ body?: "credit"; prediction?: null; hello?: null; credit: codistill.v1.Credit.$Shape; busy?: null; request?: null }|{ body?: "busy"; prediction?: null; hello?: null; credit?: null; busy: codistill.v1.Busy.$Shape; request?: null }|{ body?: "request"; prediction?: null; hello?: null; credit?: null; busy?: null; request: codistill.v1.PredictionRequest.$Shape })
             * )} codistill.v1.DataHeader.$Shape
             */

            /**
             * Constructs a new DataHeader.
             * @memberof codistill.v1
             * @classdesc Represents a DataHeader.
             * @constructor
             * @param {codistill.v1.DataHeader.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DataHeader = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DataHeader prediction.
             * @member {codistill.v1.Prediction.$Properties|null|undefined} prediction
             * @memberof codistill.v1.DataHeader
             * @instance
             */
            DataHeader.prototype.prediction = null;

            /**
             * DataHeader hello.
             * @member {codistill.v1.Hello.$Properties|null|undefined} hello
             * @memberof codistill.v1.DataHeader
             * @instance
             */
            DataHeader.prototype.hello = null;

            /**
             * DataHeader credit.
             * @member {codistill.v1.Credit.$Properties|null|undefined} credit
             * @memberof codistill.v1.DataHeader
             * @instance
             */
            DataHeader.prototype.credit = null;

            /**
             * DataHeader busy.
             * @member {codistill.v1.Busy.$Properties|null|undefined} busy
             * @memberof codistill.v1.DataHeader
             * @instance
             */
            DataHeader.prototype.busy = null;

            /**
             * DataHeader request.
             * @member {codistill.v1.PredictionRequest.$Properties|null|undefined} request
             * @memberof codistill.v1.DataHeader
             * @instance
             */
            DataHeader.prototype.request = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * DataHeader body.
             * @member {"prediction"|"hello"|"credit"|"busy"|"request"|undefined} body
             * @memberof codistill.v1.DataHeader
             * @instance
             */
            $Object.defineProperty(DataHeader.prototype, "body", {
                get: $util.oneOfGetter($oneOfFields = ["prediction", "hello", "credit", "busy", "request"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new DataHeader instance using the specified properties.
             * @function create
             * @memberof codistill.v1.DataHeader
             * @static
             * @param {codistill.v1.DataHeader.$Properties=} [properties] Properties to set
             * @returns {codistill.v1.DataHeader} DataHeader instance
             * @type {{
             *   (properties: codistill.v1.DataHeader.$Shape): codistill.v1.DataHeader & codistill.v1.DataHeader.$Shape;
             *   (properties?: codistill.v1.DataHeader.$Properties): codistill.v1.DataHeader;
             * }}
             */
            DataHeader.create = function(properties) {
                return new DataHeader(properties);
            };

            /**
             * Encodes the specified DataHeader message. Does not implicitly {@link codistill.v1.DataHeader.verify|verify} messages.
             * @function encode
             * @memberof codistill.v1.DataHeader
             * @static
             * @param {codistill.v1.DataHeader.$Properties} message DataHeader message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DataHeader.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.prediction != null && $Object.hasOwnProperty.call(message, "prediction"))
                    $root.codistill.v1.Prediction.encode(message.prediction, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                    $root.codistill.v1.Hello.encode(message.hello, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.credit != null && $Object.hasOwnProperty.call(message, "credit"))
                    $root.codistill.v1.Credit.encode(message.credit, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.busy != null && $Object.hasOwnProperty.call(message, "busy"))
                    $root.codistill.v1.Busy.encode(message.busy, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.request != null && $Object.hasOwnProperty.call(message, "request"))
                    $root.codistill.v1.PredictionRequest.encode(message.request, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DataHeader message from the specified reader or buffer.
             * @function decode
             * @memberof codistill.v1.DataHeader
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {codistill.v1.DataHeader & codistill.v1.DataHeader.$Shape} DataHeader
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DataHeader.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.codistill.v1.DataHeader();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.prediction = $root.codistill.v1.Prediction.decode(reader, reader.size(), $undefined, _depth + 1, message.prediction);
                            message.body = "prediction";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.hello = $root.codistill.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                            message.body = "hello";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.credit = $root.codistill.v1.Credit.decode(reader, reader.size(), $undefined, _depth + 1, message.credit);
                            message.body = "credit";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.busy = $root.codistill.v1.Busy.decode(reader, reader.size(), $undefined, _depth + 1, message.busy);
                            message.body = "busy";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.request = $root.codistill.v1.PredictionRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.request);
                            message.body = "request";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a DataHeader message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof codistill.v1.DataHeader
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {codistill.v1.DataHeader} DataHeader
             */
            DataHeader.fromObject = function (object, _depth) {
                if (object instanceof $root.codistill.v1.DataHeader)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".codistill.v1.DataHeader: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.codistill.v1.DataHeader();
                if (object.prediction != null) {
                    if (!$util.isObject(object.prediction))
                        throw $TypeError(".codistill.v1.DataHeader.prediction: object expected");
                    message.prediction = $root.codistill.v1.Prediction.fromObject(object.prediction, _depth + 1);
                }
                if (object.hello != null) {
                    if (!$util.isObject(object.hello))
                        throw $TypeError(".codistill.v1.DataHeader.hello: object expected");
                    message.hello = $root.codistill.v1.Hello.fromObject(object.hello, _depth + 1);
                }
                if (object.credit != null) {
                    if (!$util.isObject(object.credit))
                        throw $TypeError(".codistill.v1.DataHeader.credit: object expected");
                    message.credit = $root.codistill.v1.Credit.fromObject(object.credit, _depth + 1);
                }
                if (object.busy != null) {
                    if (!$util.isObject(object.busy))
                        throw $TypeError(".codistill.v1.DataHeader.busy: object expected");
                    message.busy = $root.codistill.v1.Busy.fromObject(object.busy, _depth + 1);
                }
                if (object.request != null) {
                    if (!$util.isObject(object.request))
                        throw $TypeError(".codistill.v1.DataHeader.request: object expected");
                    message.request = $root.codistill.v1.PredictionRequest.fromObject(object.request, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from a DataHeader message. Also converts values to other types if specified.
             * @function toObject
             * @memberof codistill.v1.DataHeader
             * @static
             * @param {codistill.v1.DataHeader} message DataHeader
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            DataHeader.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (message.prediction != null && $Object.hasOwnProperty.call(message, "prediction")) {
                    object.prediction = $root.codistill.v1.Prediction.toObject(message.prediction, options, _depth + 1);
                    if (options.oneofs)
                        object.body = "prediction";
                }
                if (message.hello != null && $Object.hasOwnProperty.call(message, "hello")) {
                    object.hello = $root.codistill.v1.Hello.toObject(message.hello, options, _depth + 1);
                    if (options.oneofs)
                        object.body = "hello";
                }
                if (message.credit != null && $Object.hasOwnProperty.call(message, "credit")) {
                    object.credit = $root.codistill.v1.Credit.toObject(message.credit, options, _depth + 1);
                    if (options.oneofs)
                        object.body = "credit";
                }
                if (message.busy != null && $Object.hasOwnProperty.call(message, "busy")) {
                    object.busy = $root.codistill.v1.Busy.toObject(message.busy, options, _depth + 1);
                    if (options.oneofs)
                        object.body = "busy";
                }
                if (message.request != null && $Object.hasOwnProperty.call(message, "request")) {
                    object.request = $root.codistill.v1.PredictionRequest.toObject(message.request, options, _depth + 1);
                    if (options.oneofs)
                        object.body = "request";
                }
                return object;
            };

            /**
             * Converts this DataHeader to JSON.
             * @function toJSON
             * @memberof codistill.v1.DataHeader
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            DataHeader.prototype.toJSON = function() {
                return DataHeader.toObject(this, $protobuf.util.toJSONOptions);
            };

            return DataHeader;
        })();

        return v1;
    })();

    return codistill;
})();

export {
  $root as default
};
